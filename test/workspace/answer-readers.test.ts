import { describe, expect, it } from "vitest";
import { indexOf, reasonOf, root } from "./workspace.ts";

const express = `import express from "express"; import { list } from "./list"; import * as store from "./store"; const router = express.Router();
router.get("/orders/:id", async (req, res) => { try { res.json(await store.load(1)); } catch (err) { fail({ message: "no", errors: [err] }, res); } });
router.get("/lists", list); export { router };`;
const list = `import * as store from "./store";
export async function list(req, res) { try { res.json(await store.load(1)); } catch (err) { res.status(500).json({ errors: [err] }); } }`;

interface Asking {
  readonly members?: readonly string[];
  readonly path?: string;
  readonly at?: string;
  readonly rest?: Readonly<Record<string, string>>;
}

/** Who reads what is answered, where a file has this text. */
function ask(
  text: string,
  { members = ["message", "errors"], path = "router.ts", at = "pages/orders.ts", rest = {} }: Asking = {},
): string | null {
  const files = { "src/router.ts": express, "src/list.ts": list, "src/store.ts": "export const load = 1;", ...rest };
  const index = indexOf({ ...files, [at]: text });
  return reasonOf(index, { kind: "answer-readers", path: `${root}/src/${path}`, caught: 0, members });
}

const page = (url: string, read: string): string =>
  `export async function show(id) { const answer = await (await fetch(${url})).json(); ${read} return answer; }`;
const reading = "if (answer.message && answer.errors) throw new Error(answer.errors[0]);";

describe("an answer whose shape is about to change", () => {
  it.each([
    ["by a path with what is filled in", page("`/api/orders/${id}`", reading), "/api/orders/*"],
    ["at another host", page("`${host}/orders/${id}?all=1`", reading), "/orders/*"],
    ["by a name", `const url = "/api/orders/1"; ${page("url", reading)}`, "/api/orders/1"],
    ["taking it apart", page('"/orders/1"', "const { errors } = answer;"), "/orders/1"],
  ])("is read by who asks for it, %s", (_, text, asked) => {
    expect(ask(text)).toBe(`pages/orders.ts asks for \`${asked}\` and reads \`errors\` of it`);
  });

  it("is read by what whoever asks loads, and of a handler that is registered elsewhere", () => {
    const client = `export async function get(url) { const answer = await (await fetch(url)).json(); if (answer.errors) throw answer; return answer; }`;
    const rest = { "pages/client.ts": client };
    expect(
      ask('import { get } from "./client"; export const show = () => get("/api/lists");', { path: "list.ts", rest }),
    ).toBe("pages/orders.ts asks for `/api/lists` and reads `errors` of it");
  });

  it.each([
    ["another path", page('"/api/orders/1/lines"', reading)],
    ["a part of its path alone", page('"/1"', reading)],
    [
      "it, and reads what every envelope has",
      page('"/orders/1"', "if (answer.message) throw new Error(answer.message);"),
    ],
    ["it, and reads something else", page('"/orders/1"', "show(answer.lines);")],
    ["it, and calls a method of that name", page('"/orders/1"', "form.errors();")],
  ])("is nobody's where somebody asks for %s", (_, text) => {
    expect(ask(text)).toBeNull();
  });

  it("is nobody's where it has nothing that an envelope lacks, where a test asks, or what answers itself", () => {
    expect(ask(page('"/orders/1"', reading), { members: ["message"] })).toBeNull();
    expect(ask(page('"/orders/1"', reading), { at: "test/orders.test.ts" })).toBeNull();
    expect(ask(`${express} ${page('"/orders/1"', reading)}`, { at: "src/other.ts" })).toBeNull();
  });
});

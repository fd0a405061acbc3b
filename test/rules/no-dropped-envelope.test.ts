import { join } from "node:path";
import { describe, expect, it } from "vitest";
import rule from "../../rules/no-dropped-envelope.ts";
import causeRule from "../../rules/require-cause.ts";
import { appError, createRepository, lint } from "../support/rule-tester.ts";

const governed = createRepository({ errors: [appError] });
// where there is a class to give a code, `no-uncoded-throw` speaks first
const ungoverned = createRepository({});

const imports = `import axios from "axios";
import got from "got";
import { request } from "undici";
import { createClient } from "@connectrpc/connect";
import { AppError } from "./errors";
import { load } from "./load";
const orders = createClient(OrderService, transport);
const api = axios.create({ baseURL });
`;

function report(text: string, root = ungoverned, of = rule): string[] {
  const code = `${imports}export async function loadOrder(id) { ${text} }`;
  return lint(of, code, { filename: join(root, "src/orders.ts") }).map(({ message }) => message);
}

const answered = "const res = await fetch(`${ordersUrl}/orders`); ";

describe("reports an answer that nobody reads", () => {
  it.each([
    ["where it is not ok", `${answered}if (!res.ok) throw new Error("failed"); return res.json();`],
    ["where ok is false", `${answered}if (res.ok === false) { throw new Error("failed"); } return res.json();`],
    ["by its status", `${answered}if (res.status !== 200) throw new Error("failed"); return res.json();`],
    ["by the range of its status", `${answered}if (res.status >= 400) throw new Error("failed"); return res.json();`],
    ["in the other arm", `${answered}if (res.ok) { return res.json(); } else { throw new Error("failed"); }`],
    ["behind a good one", `${answered}if (res.ok) return res.json(); throw new Error("failed");`],
    ["for a coded error", `${answered}if (!res.ok) throw new AppError("UNREACHABLE", "failed");`],
    ["for an error with other data", `${answered}if (!res.ok) throw new Error(\`failed for \${id}\`);`],
    ["whose body was read before", `${answered}const body = await res.json(); if (!res.ok) throw new Error("failed");`],
    [
      "in a promise handler",
      'return fetch("https://orders/").then((res) => { if (!res.ok) throw new Error("failed"); return res.json(); });',
    ],
    ["of undici", 'const res = await request("/"); if (res.statusCode !== 200) throw new Error("failed");'],
  ])("%s", (_, text) => {
    expect(report(text)).toEqual([expect.stringContaining("answered, and nobody reads that")]);
  });

  it.each([
    ["axios", 'try { await axios.get("/"); } catch { throw new Error("failed"); }'],
    [
      "a client of axios",
      'try { const { data } = await api.post("/"); return data; } catch { throw new Error("failed"); }',
    ],
    ["got", 'try { return await got("/"); } catch { throw new AppError("UNREACHABLE", "failed"); }'],
    ["Connect", 'try { return await orders.getOrder({ id }); } catch { throw new Error("failed"); }'],
  ])("that %s rejects with", (_, text) => {
    expect(report(text)).toEqual([expect.stringContaining("failed with, and nobody reads that")]);
  });
});

describe("is silent where", () => {
  it.each([
    ["the error has the status", `${answered}if (!res.ok) throw new Error("failed: " + res.status);`],
    ["the error has the body", `${answered}if (!res.ok) throw new Error(await res.text());`],
    [
      "the body is read for it",
      `${answered}if (!res.ok) { const body = await res.json(); throw new Error(body.message); }`,
    ],
    [
      "a part of the body read before is in it",
      `${answered}const { error } = await res.json(); if (!res.ok) throw new Error(error);`,
    ],
    [
      "the answer is the cause",
      `${answered}if (!res.ok) throw new AppError("UNREACHABLE", "failed", { context: { res } });`,
    ],
    ["the answer is logged", `${answered}if (!res.ok) { console.error(await res.text()); throw new Error("failed"); }`],
    [
      "one status is translated",
      `${answered}if (res.status === 404) throw new AppError("NOT_FOUND", "no order"); return res;`,
    ],
    ["the test is of something else", `${answered}if (!id) throw new Error("no id"); return res;`],
    ["the answer was good", `${answered}if (!res.ok) return null; if (!id) throw new Error("no id");`],
    ["a good answer lacks something", `${answered}if (res.ok) { if (!id) throw new Error("no id"); }`],
    ["another function called", 'const res = await load("/"); if (!res.ok) throw new Error("failed");'],
    [
      "a local fetch is no fetch",
      'const fetch = load; const res = await fetch("/"); if (!res.ok) throw new Error("failed");',
    ],
    [
      "the function takes it itself",
      `try { ${answered}if (!res.ok) throw new Error("failed"); } catch { return null; }`,
    ],
    ["a redirect is thrown", `${answered}if (!res.ok) throw new Response(null, { status: 502 });`],
    [
      "the caught error is the cause",
      'try { await axios.get("/"); } catch (err) { throw new Error("failed", { cause: err }); }',
    ],
    [
      "the caught error is logged",
      'try { await axios.get("/"); } catch (err) { console.error(err); throw new OrderError(); }',
    ],
    [
      "something else may have failed",
      'try { await axios.get("/"); await load(); } catch { throw new Error("failed"); }',
    ],
    ["a page asks its own server", 'const res = await fetch("/api/orders"); if (!res.ok) throw new Error("failed");'],
    ["by an id", "const res = await fetch(`/api/orders/${id}`); if (!res.ok) throw new Error('failed');"],
    ["nobody waits in the try", 'try { axios.get("/"); } catch { throw new Error("failed"); }'],
  ])("%s", (_, text) => {
    expect(report(text)).toEqual([]);
  });
});

it("leaves to require-cause what that speaks of", () => {
  const text = 'try { await axios.get("/"); } catch (err) { throw new Error("failed"); }';
  expect(report(text)).toEqual([]);
  expect(report(text, governed, causeRule)).toHaveLength(1);
});

it("leaves an error without a code to the rule that gives it one", () => {
  expect(report(`${answered}if (!res.ok) throw new Error("failed");`, governed)).toEqual([]);
  expect(report(`${answered}if (!res.ok) throw new AppError("UNREACHABLE", "failed");`, governed)).toHaveLength(1);
});

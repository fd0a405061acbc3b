import { describe, expect, it } from "vitest";
import { indexOf, reasonOf, root } from "./workspace.ts";

const load = `export async function load(id) {
  try { return await db.find(id); } catch (err) { return err; }
}`;

/** Why an error that `load` returns may not be wrapped; `null` where it may. */
function ask(files: Readonly<Record<string, string>>, text = load): string | null {
  const index = indexOf({ "src/load.ts": text, ...files });
  return reasonOf(index, { kind: "readers", functionName: "load", path: `${root}/src/load.ts` });
}

const calling = (body: string): Readonly<Record<string, string>> => ({
  "src/order.ts": `import { load } from "./load.js";\nexport async function order(id) { ${body} }`,
  "src/main.ts": `import { order } from "./order.js";\nawait order(1);`,
});

describe("who reads what is returned", () => {
  it.each([
    ["tests it", "const found = await load(id); if (found instanceof Error) return null; return found;"],
    ["reads a part of it", "return (await load(id)).message;"],
    ["passes it on", "send(await load(id));"],
    ["chains on it", "return load(id).then(send);"],
    ["decides by it", "return (await load(id)) ? 1 : 2;"],
    ["negates it", "return !(await load(id));"],
  ])("is a caller that %s", (_, body) => {
    expect(ask(calling(body))).toBe("`order` in src/order.ts:2 reads what `load` returns");
  });

  it("is a test", () => {
    const files = {
      ...calling("await load(id);"),
      "src/load.test.ts": `import { load } from "./load.js";\nit("fails", async () => { expect(await load(1)).toBe(1); });`,
    };
    expect(ask(files)).toBe("the top level in src/load.test.ts:2 reads what `load` returns");
  });

  it("is the caller of a caller that returns it", () => {
    const files = {
      ...calling("return await load(id);"),
      "src/main.ts": `import { order } from "./order.js";\nexport const main = async () => { console.log(await order(1)); };`,
    };
    expect(ask(files)).toBe("`main` in src/main.ts:2 reads what `order` returns");
  });

  it("is whatever a function is given to", () => {
    expect(ask(calling("return Promise.all([id].map(load));"))).toContain("map` may read what `load` in");
  });

  it("is a framework", () => {
    const text = `import { Hono } from "hono";
const app = new Hono();
app.get("/", async function load(c) { try { return c.json(await db.find()); } catch (err) { return err; } });`;
    expect(ask({}, text)).toBe("`load` in src/load.ts:3 returns it to hono");
  });

  it("may be somebody who is not seen", () => {
    expect(ask({})).toBe("somebody who is not seen may read what `load` in src/load.ts:1 returns");
  });
});

describe("nobody reads what is returned", () => {
  it.each([
    ["let go", "await load(id);"],
    ["let go at once", "load(id);"],
    ["let go behind a condition", "id && (await load(id));"],
    ["returned", "return load(id);"],
    ["returned, waited for", "return await load(id);"],
    ["returned as one of two", "return id ? load(id) : null;"],
  ])("where it is %s", (_, body) => {
    expect(ask(calling(body))).toBeNull();
  });

  it("where functions return what each other return", () => {
    const text = `${load}\nexport function retry(id) { return id ? retry(id - 1) : load(id); }\nretry(1);`;
    expect(ask({}, text)).toBeNull();
  });
});

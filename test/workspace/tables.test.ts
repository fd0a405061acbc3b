import { describe, expect, it } from "vitest";
import { indexOf, listenersOf } from "./workspace.ts";

const repository = `
export async function send(order) {
  try { return await http.post(order); } catch (err) { throw err; }
}`;

/** Who listens to what \`send\` throws, where a file has this text. */
function ask(text: string, rest: Readonly<Record<string, string>> = {}): string | null {
  const files = { "src/send.ts": repository, "src/run.ts": `import { send } from "./send.js";\n${text}`, ...rest };
  return listenersOf(indexOf(files), "src/send.ts", "send");
}

const caught = (call: string): string =>
  `export async function run(kind, order) { try { ${call} } catch (err) { if (err.code === 302) return; throw err; } }`;
const asks = "`run` in src/run.ts:3 asks `err.code`";

describe("a function that a table holds", () => {
  it.each([
    ["a name", "const kinds = { [Kind.Web]: send };", "await kinds[kind](order);"],
    ["a name, kept first", "const kinds = { web: send };", "const one = kinds[kind] ?? none; await one(order);"],
    ["a key of a map", "const kinds = new Map([[Kind.Web, send]]);", "await kinds.get(kind)(order);"],
    [
      "a key that is set later",
      "const kinds = new Map(); kinds.set(1, send);",
      "const one = kinds.get(kind); await one(order);",
    ],
    ["a name that is set later", "const kinds = {}; kinds[Kind.Web] = send;", "await kinds[kind](order);"],
    ["one after another", "const kinds = [other, send];", "for (const one of kinds) await one(order);"],
    ["its own name", "const kinds = { other, send };", "await kinds.send(order);"],
    ["another name than its own", "const kinds = { web: send } as const;", "await kinds.web(order);"],
    ["what is taken in its stead", "const kinds = {};", "const one = kinds[kind] ?? send; await one(order);"],
    [
      "one after another of an object",
      "const kinds = { web: send };",
      "for (const one of Object.values(kinds)) await one(order);",
    ],
  ])("is called by %s", (_, table, call) => {
    expect(ask(`${table}\n${caught(call)}`)).toBe(asks);
  });

  it("is called through a table of another module, by whatever that is named after", () => {
    const table = `import { send } from "./send.js"; export const kinds: Record<string, Send> = { [Kind.Web]: send };`;
    const text = `import { kinds } from "./index.js"; ${caught("const one = kinds[kind]; await one(order);")}`;
    const rest = { "src/kinds.ts": table, "src/index.ts": 'export * from "./kinds.js";' };
    expect(ask(text, rest)).toBe("`run` in src/run.ts:2 asks `err.code`");
  });

  it.each([
    [
      "is of another table",
      "const kinds = { web: send }; const others = { web: other };",
      "await others[kind](order);",
    ],
    ["is no table that holds it", "const kinds = { web: send }; const others = load();", "await others[kind](order);"],
    ["is another function of that name", "const kinds = { web: send };", "await client.kinds(order);"],
  ])("is not called by what %s", (_, table, call) => {
    const late = "const one = others[kind]; await one(order);";
    expect(ask(`${table}\n${caught(call === "await others[kind](order);" ? late : call)}`)).toBeNull();
  });
});

describe("a function that is one of several", () => {
  it.each([
    ["chosen where it is called", "await (order.isWeb ? other : send)(order);"],
    ["chosen before", "const one = order.isWeb ? send : other; await one(order);"],
    ["chosen of three", "const one = order.isWeb ? other : order.isPost ? none : send; await one(order);"],
    ["called where it is on", "await (order.isWeb && send)(order);"],
    ["called where there is no other", "await (other || send)(order);"],
  ])("has whoever calls it hear of it: %s", (_, call) => {
    expect(ask(`\n${caught(call)}`)).toBe(asks);
    expect(ask(caught(call.replace("send", "unsent")))).toBeNull();
  });
});

describe("a function that an object keeps", () => {
  const queue = (constructor: string): string =>
    `class Queue { ${constructor} async push(order) { await this.send(order); } }\nconst queue = new Queue(send);`;
  const pushing = `export async function run(order) { try { await queue.push(order); } catch (err) { failures.push({ order, error: err }); } }
const failures = []; export const failed = () => failures.some(({ error }) => error instanceof GoneError);`;

  it.each([
    ["as a parameter that is a field", "constructor(private readonly send: Send) {}"],
    ["in a field that it is given to", "constructor(send) { this.send = send; }"],
    ["in a field, by default", "constructor(private send = none) {}"],
  ])("is called by its methods, whose callers hear of it, %s", (_, constructor) => {
    const retold = { kind: "listeners", functionName: "send", exported: true, wraps: true } as const;
    const files = {
      "src/send.ts": repository,
      "src/run.ts": `import { send } from "./send.js"; ${queue(constructor)}\n${pushing}`,
    };
    const answer = indexOf(files).answer({ ...retold, path: "/repo/src/send.ts" });
    expect(answer).toMatchObject({
      granted: false,
      reason: expect.stringContaining("gives it away in `error: err`") as string,
    });
  });

  it("is not called by a method that calls another field", () => {
    const text = `class Queue { constructor(private readonly send: Send, private readonly log: Log) {} async push(order) { try { await this.log(order); } catch (err) { err.code; } } }
export const queue = new Queue(send);`;
    expect(ask(text)).toBeNull();
  });
});

describe("a module as TypeScript writes CommonJS", () => {
  const load = "function load() { try { return read(); } catch (err) { throw err; } }";
  const run = (call: string): string => `\n\n${caught(call)}`;

  it.each([
    ["a function", `${load}\nexport = load;`, `import send = require("./send");${run("send();")}`],
    ["an object", `${load}\nexport = { load };`, `import send = require("./send");${run("send.load();")}`],
    ["names", `export ${load}`, `import send = require("./send");${run("send.load();")}`],
  ])("is heard by those who load it, where it exports %s", (_, sent, user) => {
    const index = indexOf({ "src/send.ts": sent, "src/run.ts": user });
    expect(listenersOf(index, "src/send.ts", "load")).toBe(asks);
  });
});

describe("a function that a class is given as a member", () => {
  const service = "export abstract class Service { static send: (order: Order) => Promise<void>; }";
  const rest = {
    "src/service.ts": service,
    "src/index.ts":
      'import { send } from "./send.js"; import { Service } from "./service.js"; Service.post = send; export { Service };',
  };

  it("is called by whoever calls that member of the class", () => {
    const text = `import { Service } from "./index.js"; ${caught("await Service.post(order);")}`;
    expect(ask(text, rest)).toBe("`run` in src/run.ts:2 asks `err.code`");
  });

  it.each([
    ["another member", 'import { Service } from "./index.js";', "await Service.get(order);"],
    ["that member of another class", "class Other { static post() {} }", "await Other.post(order);"],
    ["that member of an object", 'import { client } from "./client.js";', "await client.post(order);"],
  ])("is not called by whoever calls %s", (_, above, call) => {
    expect(ask(`${above} ${caught(call)}`, rest)).toBeNull();
  });
});

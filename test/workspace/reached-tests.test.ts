import { describe, expect, it } from "vitest";
import type { ReachedPlace } from "../../src/workspace/workspace-index.ts";
import { contractOf, indexOf, packageOf, root } from "./workspace.ts";

const errors = [
  {
    name: "AppError",
    module: "./src/errors",
    code: 0,
    message: 1,
    wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
  },
];
const causeFinders = [{ name: "findCause", module: "./src/errors" }];
const unwrappers = [{ name: "unwrap", module: "./src/errors" }];
const contract = contractOf({ errors, causeFinders });

const store = `
import { log } from "./log";
export async function load(id) {
  try { return await db.load(id); } catch (err) { log(id); throw err; }
}
export class Store {
  async save(order) {
    try { await db.save(order); } catch (err) { log(order); throw err; }
  }
}`;

/** The tests that a wrap in a function of the store would reach; `null` where it is refused, or needs none. */
function reachedBy(functionName: string, api: string, others: Readonly<Record<string, string>> = {}): string[] | null {
  const files: Readonly<Record<string, string>> = { "src/store.ts": store, "src/api.ts": api, ...others };
  const path = `${root}/src/store.ts`;
  const index = indexOf(files, { contract });
  const answer = index.answer({ kind: "listeners", functionName, exported: true, path, wraps: true });
  const toText = (test: ReachedPlace): string => {
    const text = files[test.path.slice(root.length + 1)] ?? "";
    return text.slice(test.offset, text.indexOf(")", test.offset));
  };
  return answer.granted ? null : (answer.reached?.map(toText) ?? null);
}

const calling = (body: string, imports = ""): string => `
import { load } from "./store";
import { StoreError, OtherError } from "./failures";
${imports}
export async function get(id) {
  try { return await load(id); } catch (err) { ${body} }
}`;

it.each([
  ["a test of a class", "if (err instanceof StoreError) return null; throw err;", ["err instanceof StoreError"]],
  [
    "tests of several",
    "if (err instanceof StoreError) return err.field; if (err instanceof OtherError) return 1; throw err;",
    ["err instanceof StoreError", "err instanceof OtherError"],
  ],
  [
    "a test with what relies on it",
    'if (err instanceof StoreError && err.code === "1") return; throw err;',
    ['err instanceof StoreError && err.code === "1"'],
  ],
])("finds %s", (_, body, tests) => {
  expect(reachedBy("load", calling(body))).toEqual(tests);
});

it.each([
  [
    "a list of errors, in which the wraps are",
    "if (err instanceof AggregateError) return err.errors.length; throw err;",
  ],
  ["a code", 'if (err.code === "1") return null; throw err;'],
  ["a class, and a code beside it", 'if (err instanceof StoreError) return; if (err.code === "1") return; throw err;'],
  ["a class, whose error is handed on", "if (err instanceof StoreError) return describe(err); throw err;"],
  ["its name", 'if (err.name === "StoreError") return null; throw err;'],
])("finds none where somebody asks for %s", (_, body) => {
  expect(reachedBy("load", calling(body))).toBeNull();
});

it("looks into the functions that the error is given to, but for those that tell their callers the class", () => {
  const api = calling("if (isLost(err)) return null; throw err;", 'import { isLost } from "./is-lost";');
  const guard = (type: string): string =>
    `import { StoreError } from "./failures";\nexport function isLost(err: unknown)${type} { return (err instanceof StoreError); }`;
  expect(reachedBy("load", api, { "src/is-lost.ts": guard(": boolean") })).toEqual(["err instanceof StoreError"]);
  for (const type of [": err is StoreError", ""])
    expect(reachedBy("load", api, { "src/is-lost.ts": guard(type) })).toBeNull();
});

it("finds none where it is not certain that the error comes there", () => {
  const saving = (receiver: string): string => `
import { Store } from "./store";
import { StoreError } from "./failures";
export async function put(order${receiver}) {
  try { await store.save(order); } catch (err) { if (err instanceof StoreError) return null; throw err; }
}`;
  expect(reachedBy("save", saving(", store: Store"))).toEqual(["err instanceof StoreError"]);
  expect(reachedBy("save", saving(", store"))).toBeNull();
});

it("finds none for what is made in place of an error", () => {
  const index = indexOf(
    { "src/store.ts": store, "src/api.ts": calling("if (err instanceof StoreError) return; throw err;") },
    { contract },
  );
  const answer = index.answer({
    kind: "listeners",
    functionName: "load",
    exported: true,
    path: `${root}/src/store.ts`,
  });
  expect(answer).toEqual({ granted: false, reason: "`get` in src/api.ts:6 asks `err instanceof StoreError`" });
});

describe("somebody who could read what is below the wraps", () => {
  const unwrapping = contractOf({ errors, causeFinders, unwrappers });

  type Files = Readonly<Record<string, string>>;
  const answerOf = (api: string, { files = {}, ...question }: { files?: Files; wraps?: true; made?: true } = {}) => {
    const index = indexOf({ "src/store.ts": store, "src/api.ts": api, ...files }, { contract: unwrapping });
    const path = `${root}/src/store.ts`;
    return index.answer({ kind: "listeners", functionName: "load", exported: true, path, ...question });
  };
  const reached = (api: string, files: Files = {}): string[] | null => {
    const answer = answerOf(api, { wraps: true, files });
    const all: Files = { "src/api.ts": api, ...files };
    const toPlace = ({ path, offset }: ReachedPlace): string => {
      const name = path.slice(root.length + 1);
      return `${name}: ${(all[name] ?? "").slice(offset, offset + 8).replace(/\W.*/, "")}`;
    };
    return answer.granted ? null : (answer.reached?.map(toPlace) ?? []);
  };

  it.each([
    ["a code", 'if (err.code === "1") return null; throw err;'],
    ["its name", 'if (err.name === "StoreError") return null; throw err;'],
    ["a class whose error is handed on", "if (err instanceof StoreError) return describe(err); throw err;"],
    [
      "a class, and a code beside it",
      'if (err instanceof StoreError) return; if (err.code === "1") return; throw err;',
    ],
  ])("asks for %s", (_, body) => {
    expect(reached(calling(body))).toEqual(["src/api.ts: err"]);
  });

  it("is the function that asks, where the error is given to one", () => {
    const files = { "src/describe.ts": "export function describe(err) { return err.detail; }" };
    const api = calling("return describe(err);", 'import { describe } from "./describe";');
    expect(reached(api, files)).toEqual(["src/describe.ts: err"]);
  });

  it("is let be where the function that asks throws it again, to whom nobody knows", () => {
    const files = { "src/describe.ts": "export function describe(err) { if (err.detail) return 1; throw err; }" };
    const api = calling("return describe(err);", 'import { describe } from "./describe";');
    expect(reached(api, files)).toEqual([]);
    expect(answerOf(api, { wraps: true, files })).toMatchObject({ granted: false });
  });

  it("looks for a class where that is all that it asks", () => {
    const api = calling("if (err instanceof StoreError) return null; throw err;");
    const answer = answerOf(api, { wraps: true });
    const offset = api.indexOf("err instanceof");
    expect(answer).toMatchObject({ reached: [{ path: `${root}/src/api.ts`, offset }] });
  });

  it("has no say where it reads that already, but of what is made anew", () => {
    const reading = calling(
      'const origin = unwrap(err); if (origin.code === "1") return null; throw err;',
      'import { unwrap } from "./errors";',
    );
    expect(answerOf(reading, { wraps: true })).toEqual({ granted: true });
    for (const question of [{}, { made: true } as const]) {
      const { granted } = answerOf(reading, question);
      expect(granted).toBe(false);
    }
  });

  it("has no say where it gives away what it reads there, as that is what it gave away before", () => {
    const api = calling("throw translate(err);", 'import { translate } from "./translate";');
    const ask = (given: string): unknown => {
      const translate = `import { unwrap } from "./errors";
export function translate(err) { const origin = unwrap(err); if (origin.gone) return ${given}; return new Unavailable(origin.code); }`;
      return answerOf(api, { wraps: true, files: { "src/translate.ts": translate } });
    };
    expect(ask("origin")).toEqual({ granted: true });
    expect(ask("{ origin }")).toEqual({ granted: true });
    expect(ask("err")).toMatchObject({ granted: false });
    expect(ask("{ origin, err }")).toMatchObject({ granted: false });
  });

  it("still asks where the error comes as the cause of another", () => {
    const api = `
import { load } from "./store";
export async function get(id) {
  try { return await load(id); } catch (err) { throw new Error("no", { cause: err }); }
}
export async function serve(id) {
  try { return await get(id); } catch (err) { if (err.cause.code === "1") return null; throw err; }
}`;
    const answer = answerOf(api, { wraps: true });
    expect(answer).toMatchObject({ granted: false });
    expect(answer).not.toHaveProperty("reached");
  });

  it("is no test", () => {
    const files = {
      "src/store.test.ts":
        'import { load } from "./store";\nit("fails", async () => { try { await load(1); } catch (err) { expect(err.code).toBe("1"); } });',
    };
    expect(answerOf("export {};", { wraps: true, files })).not.toHaveProperty("reached");
  });
});

describe("a boundary of the project's own", () => {
  const unwrapping = contractOf({ errors, unwrappers });
  const appWith = (boundary: string): string => `
import express from "express";
import { load } from "./store";
${boundary}
const app = express();
app.get("/orders/:id", async (req, res) => { res.json(await load(req.params.id)); });
app.use(fail);
app.listen(80);`;
  const ask = (boundary: string, question: object) => {
    const index = indexOf({ "src/store.ts": store, "src/api.ts": appWith(boundary) }, { contract: unwrapping });
    const path = `${root}/src/store.ts`;
    return index.answer({ kind: "listeners", functionName: "load", exported: true, path, ...question });
  };
  const status =
    "function fail(err, req, res, next) { res.status(err.statusCode || 500).json({ message: err.message }); }";
  const text = "function fail(err, req, res, next) { res.status(500).json({ message: err.message }); }";
  const fixed =
    'function fail(err, req, res, next) { console.error(err.message); res.status(500).json({ message: "no" }); }';

  it("could read the status, and the message that it sends, below the wraps", () => {
    for (const each of [status, text]) {
      const logging = each.replace("{ res", "{ console.error(err); res");
      expect(ask(logging, { wraps: true })).toMatchObject({ reached: [{}] });
    }
  });

  it("is let be where nobody would hear of what wraps it", () => {
    expect(ask(status, { wraps: true })).toEqual({
      granted: false,
      reason: "`fail` in src/api.ts:4 asks `err.statusCode`",
    });
    const caught = `import { load } from "./store"; export async function find(id) { try { return await load(id); } catch (err) { return err.code; } }`;
    const index = indexOf({ "src/store.ts": store, "src/find.ts": caught }, { contract: unwrapping });
    const path = `${root}/src/store.ts`;
    const answer = index.answer({ kind: "listeners", functionName: "load", exported: true, path, wraps: true });
    expect(answer).toEqual({ granted: false, reason: "`find` in src/find.ts:1 asks `err.code`" });
  });

  it("is let be where nobody is seen who calls what is wrapped", () => {
    const api = appWith(status).replace("await load(req.params.id)", "req.params.id");
    const index = indexOf({ "src/store.ts": store, "src/api.ts": api }, { contract: unwrapping });
    const path = `${root}/src/store.ts`;
    const answer = index.answer({ kind: "listeners", functionName: "load", exported: true, path, wraps: true });
    expect(answer).toEqual({ granted: false, reason: "`fail` in src/api.ts:4 asks `err.statusCode`" });
  });

  it("sends the same message of what is made in the place of another", () => {
    expect(ask(text, { made: true })).toEqual({ granted: true });
  });

  it("would read another message below the wraps of what is made in the place of another", () => {
    const unwrapped = `import { unwrap } from "./errors";\n${text.replace("{ res", "{ const origin = unwrap(err); res").replace("err.message", "origin.message")}`;
    expect(ask(unwrapped, { made: true })).toMatchObject({ granted: false });
    expect(ask(unwrapped, { wraps: true })).toEqual({ granted: true });
  });

  it("asks for nothing that it only logs", () => {
    expect(ask(fixed, { wraps: true })).toEqual({ granted: true });
  });
});

describe("what hapi tells of its own validation", () => {
  const routes = (failAction: string, rest = ""): string => `
import Hapi from "@hapi/hapi";
import { load } from "./store";
import { StoreError } from "./failures";
import { onInvalid } from "./on-invalid";
${rest}
const server = Hapi.server({ port: 80 });
const handler = async (request, h) => h.response(await load(1));
server.route({ method: "GET", path: "/", options: { validate: { failAction: ${failAction} }, handler } });`;
  const taking = "(request, h, err) => { if (err instanceof StoreError) return h.response(1).takeover(); throw err; }";
  const onInvalid = `import { StoreError } from "./failures";\nexport const onInvalid = ${taking};`;

  function heardBy(api: string): string | null {
    const others = api.includes("failAction: onInvalid") ? { "src/on-invalid.ts": onInvalid } : {};
    const files = { "src/store.ts": store, "src/api.ts": api, ...others };
    const path = `${root}/src/store.ts`;
    const question = { kind: "listeners", functionName: "load", exported: true, path } as const;
    const answer = indexOf(files, { contract }).answer(question);
    return answer.granted ? null : answer.reason;
  }

  it.each([
    ["in a route", taking, ""],
    ["by its name", "invalid", `const invalid = ${taking};`],
    ["from another file", "onInvalid", ""],
  ])("is nothing that a handler fails of, %s", (_, failAction, rest) => {
    expect(heardBy(routes(failAction, rest))).toBeNull();
  });

  it("may be told by a function that is given what failed as well", () => {
    const calling =
      "export async function get(id) { try { return await load(id); } catch (err) { return invalid(id, {}, err); } }";
    expect(heardBy(routes("invalid", `const invalid = ${taking};\n${calling}`))).toBe(
      "`get` in src/api.ts:7 asks `invalid(…)`",
    );
  });

  it("is no handler of a client's own errors, which takes another form", () => {
    const options = "(path, method, error) => { if (error instanceof StoreError) return null; throw error; }";
    expect(heardBy(routes('"error"', `export const client = { errorHandler: ${options} };`))).toBeNull();
  });

  it("is no word on other functions of that form, which may hear of anything", () => {
    expect(heardBy(routes('"error"', `export const fail = ${taking};`))).toContain("asks `err instanceof StoreError`");
  });
});

describe("a callback that is called in a `try`", () => {
  const parse = (how: string): string => `
import { StoreError } from "./failures";
export async function parse(id, callback) {
  try { ${how} } catch (err) { if (err instanceof StoreError) return null; throw err; }
}`;
  const loading = (body: string): string => `
import { parse } from "./store";
export function load(id) {
  return new Promise((resolve, reject) => { parse(id, ${body}); });
}`;

  /** Who would be cut off by a wrap in `load`, which gives the callback to `parse`. */
  function heardBy(callback: string, how: string): string | null {
    const files = { "src/store.ts": parse(how), "src/load.ts": loading(callback) };
    const path = `${root}/src/load.ts`;
    const index = indexOf(files, { contract });
    const answer = index.answer({ kind: "listeners", functionName: "load", exported: true, path, wraps: true });
    return answer.granted ? null : answer.reason;
  }

  it.each([
    ["rejects", "(err, id) => { if (err) return reject(err); resolve(id); }", "callback(null, decode(id));"],
    [
      "is asynchronous",
      "async () => { try { await send(); } catch (err) { throw err; } }",
      "callback(null, decode(id));",
    ],
    [
      "is asynchronous",
      "async () => { try { await send(); } catch (err) { throw err; } }",
      "return callback(null, id);",
    ],
  ])("is not heard there where it %s", (_, callback, how) => {
    expect(heardBy(callback, how)).toBeNull();
  });

  it.each([
    ["throws", "(err, id) => { if (err) throw err; resolve(id); }", "callback(null, decode(id));"],
    [
      "may do either",
      "(err) => { if (err) reject(err); try { send(); } catch (e) { throw e; } }",
      "callback(null, id);",
    ],
    ["gives back the rejection", "(err, id) => err ? Promise.reject(err) : id", "await callback(null, id);"],
    ["is waited for", "async () => { try { await send(); } catch (err) { throw err; } }", "await callback(null, id);"],
    [
      "is waited for later",
      "async () => { try { await send(); } catch (err) { throw err; } }",
      "const done = callback(null, id); await done;",
    ],
  ])("is heard there where it %s", (_, callback, how) => {
    expect(heardBy(callback, how)).toContain("asks `err instanceof StoreError`");
  });
});

describe("somebody of a service of NestJS", () => {
  const boundaries = [{ name: "ErrorBoundary", module: "./src/errors", covers: ["src/**"] }];
  const unwrapping = contractOf({ errors, unwrappers, boundaries });
  const controller = `
import { Controller, Get } from "@nestjs/common";
import { load } from "./store";
@Controller("orders")
export class Orders {
  @Get(":id")
  async get(id: string) { return await load(id); }
}`;
  const ask = (other: string, inner = store) => {
    const files = { "src/store.ts": inner, "src/orders.ts": controller, "src/other.ts": other };
    const path = `${root}/src/store.ts`;
    return indexOf(files, { contract: unwrapping }).answer({
      kind: "listeners",
      functionName: "load",
      exported: true,
      path,
      wraps: true,
    });
  };
  const interceptor = (pipe: string): string => `
import { TimeoutError, throwError } from "rxjs";
import { catchError, timeout } from "rxjs/operators";
export class Deadline {
  intercept(context, next) {
    return next.handle().pipe(${pipe}catchError((err) => {
      if (err instanceof TimeoutError) return throwError(() => new GatewayTimeout());
      return throwError(() => err);
    }));
  }
}`;

  it("asks for what is raised in the same pipe, which no wrap holds", () => {
    expect(ask(interceptor("timeout(1000), "))).toEqual({ granted: true });
    expect(ask(interceptor(""))).toMatchObject({ granted: false, reached: [{}] });
    const streaming = `import { firstValueFrom } from "rxjs";\n${store}`;
    expect(ask(interceptor("timeout(1000), "), streaming)).toMatchObject({ granted: false, reached: [{}] });
  });

  it("is none who asks for what comes out of a package alone", () => {
    const client = (source: string, pipe = ""): string => `
import { catchError, map, of, switchMap } from "rxjs";
import { HttpService } from "@nestjs/axios";
import { ClientProxy } from "@nestjs/microservices";
import { Feed } from "./feed";
export class Revisions {
  constructor(private readonly http: HttpService, private readonly proxy: ClientProxy, private readonly feed: Feed, private readonly other) {}
  current(id: string) {
    return ${source}.pipe(${pipe}catchError((error) => {
      if (error.response?.status === 404) return of(null);
      throw error;
    }));
  }
}`;
    const packages = [packageOf("", { rxjs: "7", "@nestjs/axios": "4", "@nestjs/microservices": "10" })];
    const asking = (source: string, pipe?: string): unknown => {
      const files = { "src/store.ts": store, "src/orders.ts": controller, "src/other.ts": client(source, pipe) };
      const path = `${root}/src/store.ts`;
      const index = indexOf(files, { contract: unwrapping, packages });
      return index.answer({ kind: "listeners", functionName: "load", exported: true, path, wraps: true });
    };
    for (const pipe of ["", "map((answer) => answer.data), ", "retry(2), "])
      expect(asking("this.http.get(`/revisions/${id}`)", pipe), pipe).toEqual({ granted: true });
    expect(asking("this.http.get(id).pipe(map((answer) => answer.data))")).toEqual({ granted: true });
    const heard = { granted: false };
    for (const pipe of ["switchMap((answer) => this.feed.read(answer)), ", "translate, "])
      expect(asking("this.http.get(id)", pipe), pipe).toMatchObject(heard);
    for (const source of [
      "this.feed.get(id)",
      "this.other.get(id)",
      "this.proxy.send(id)",
      "this.http.get(id, () => load(id))",
    ])
      expect(asking(source), source).toMatchObject(heard);
  });

  it("is no error middleware of the server below it", () => {
    const middleware = `export default (err, _req, res, next) => { if (err.type === "entity.too.large") res.end(); else next(err); };`;
    expect(ask(middleware)).toEqual({ granted: true });
    const filter = `import { Catch } from "@nestjs/common";\n@Catch()\nexport class Failures { catch(err, host) { console.error(err); if (err.type === "entity.too.large") host.end(); } }`;
    expect(ask(filter)).toMatchObject({ granted: false, reached: [{}] });
  });

  it("is no function that can do without what middleware is given", () => {
    const translate = (rest: string): string =>
      `export function translate(err, options${rest}) { if (err.code === "ECONNRESET") throw new Unavailable(); return new Failed(); }`;
    expect(ask(translate(', placeholder = ""'))).toEqual({ granted: true });
    expect(ask(translate(", reply"))).toMatchObject({ granted: false, reached: [{}] });
  });
});

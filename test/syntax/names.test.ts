import type { TSESTree } from "@typescript-eslint/types";
import { describe, expect, it } from "vitest";
import { Bindings, isNameVisible, pathInPattern, type Origin } from "../../src/syntax/bindings.ts";
import { findPrivateMethod } from "../../src/syntax/private-method.ts";
import { findChainEnd } from "../../src/syntax/promise-chain.ts";
import { findRegisteredName, findRegisteredRoute } from "../../src/syntax/registration.ts";
import { findSymbol } from "../../src/syntax/symbol.ts";
import { parse } from "../../src/syntax/parse.ts";
import type { Source } from "../../src/syntax/source.ts";
import { childrenOf, someNode, traverse } from "../../src/syntax/traverse.ts";
import {
  enclosingFunction,
  functionName,
  isFunction,
  isNullish,
  lastName,
  literalNumber,
  literalString,
  nearestFunctionName,
  parentOutsideCasts,
  propertyValue,
  withCasts,
  type FunctionNode,
} from "../../src/syntax/unwrap.ts";

function sourceOf(text: string): Source {
  const { source, problem } = parse("/repo/src/file.ts", text);
  if (source === null) throw new SyntaxError(`${text}: ${problem.message}`);
  return source;
}

/** What `it` is given in a text: `it(…)`. */
function given(text: string, source = sourceOf(text)): TSESTree.Node {
  let found: TSESTree.Node | undefined;
  traverse(source.ast, (node) => {
    if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "it")
      found = node.arguments[0];
  });
  if (!found) throw new Error(`nothing is given in ${text}`);
  return found;
}

function firstFunction(text: string): FunctionNode {
  let found: FunctionNode | undefined;
  traverse(sourceOf(text).ast, (node) => {
    if (isFunction(node)) found ??= node;
  });
  return found!;
}

/** `import:store.load`, `new import:store`: the root and the path of what something denotes. */
function toText(origin: Origin | null): string | null {
  if (origin === null) return null;
  const { root } = origin;
  const names = {
    import: () => (root.kind === "import" ? `import:${root.module}` : ""),
    global: () => "global",
    declaration: () => (root.kind === "declaration" ? `own:${root.variable.name}` : ""),
    instance: () => (root.kind === "instance" ? `${root.made}(${toText(root.of)})` : ""),
    this: () => "this",
  };
  return [names[root.kind](), ...origin.path].join(".");
}

describe("what a name denotes", () => {
  it.each([
    ["it(load);", "global.load"],
    ["it(globalThis.load);", "global.globalThis.load"],
    ['import store from "store"; it(store);', "import:store"],
    ['import * as store from "store"; it(store.load);', "import:store.load"],
    ['import store from "store"; it(store.default.load);', "import:store.load"],
    ['import { default as store } from "store"; it(store);', "import:store"],
    ['import { load } from "store"; it(load);', "import:store.load"],
    ['import { load as read } from "store"; it(read!);', "import:store.load"],
    ['import { "load it" as read } from "store"; it(read);', "import:store.load it"],
    ['import store = require("store"); it(store.load);', "import:store.load"],
    ['import { outer } from "store"; import inner = outer.inner; it(inner);', null],
    ['const store = require("store"); it(store.load);', "import:store.load"],
    ['const { load } = require("store"); it(load);', "import:store.load"],
    ['const { a: { b: read = other }, ...rest } = require("store"); it(read);', "import:store.a.b"],
    ['const { a, ...rest } = require("store"); it(rest);', "own:rest"],
    ['const [load] = require("store"); it(load);', "own:load"],
    ['const { [name]: load } = require("store"); it(load);', "own:load"],
    ['function require() {} it(require("store"));', "call(own:require)"],
    ["it(require(name));", null],
    ['const store = await import("store"); it(store.load);', "import:store.load"],
    ["it(await load());", "call(global.load)"],
    ['let load = require("store"); load = other; it(load);', "own:load"],
    ['let load = require("store"); it(load);', "import:store"],
    ["const load = () => 1; it(load);", "own:load"],
    ["function load() {} it(load.name);", "own:load.name"],
    ["function load() {} function load() {} it(load);", "own:load"],
    ["const one = two, two = one; it(one);", "own:one"],
    ["const app = express(); it(app.get);", "call(global.express).get"],
    ["const app = new Koa(); it(app);", "new(global.Koa)"],
    ['import { App } from "app"; function use(app: App) { it(app.get); }', "type(import:app.App).get"],
    ['import * as all from "app"; function use(app: all.App) { it(app); }', "type(import:app.App)"],
    ["function use(app: App | Other) { it(app); }", "own:app"],
    ['import { App } from "app"; function use(app: App = make()) { it(app); }', "type(import:app.App)"],
    ['import { App } from "app"; let app: App; app = make(); it(app);', "type(import:app.App)"],
    ['import { App } from "app"; const app: App = make(); it(app);', "call(global.make)"],
    ["it(a[b]);", null],
    ['it(a["b"].c);', "global.a.b.c"],
    ["it(a?.b!.c);", "global.a.b.c"],
    ["it((a as any).b);", "global.a.b"],
    ["it(1);", null],
    ["it(this.load);", "this.load"],
    ["it(this[load]);", null],
    ['import { Db } from "db"; class A { db: Db; load() { it(this.db); } }', "type(import:db.Db)"],
    ['import { Db } from "db"; class A { db = new Db(); load() { it(this.db.get); } }', "new(import:db.Db).get"],
    ["class A { db = 1; load() { it(this.db); } }", "this.db"],
    [
      'import { Db } from "db"; class A { constructor(private db: Db) {} load() { it(this.db); } }',
      "type(import:db.Db)",
    ],
    [
      'import { Db } from "db"; class A { constructor(private db: Db = make()) {} load() { it(this.db); } }',
      "type(import:db.Db)",
    ],
    ['import { Db } from "db"; class A { constructor(db: Db) {} load() { it(this.db); } }', "this.db"],
    ['import { Db } from "db"; class A { db: Db; load() { run(() => it(this.db)); } }', "type(import:db.Db)"],
    ['import { Db } from "db"; class A { db: Db; load() { run(function () { it(this.db); }); } }', "this.db"],
    ['import { Db } from "db"; class A { db: Db; load() { function run() { it(this.db); } } }', "this.db"],
    ['import { Db } from "db"; class A { db: Db; load() { class B { run() { it(this.db); } } } }', "this.db"],
  ])("%s", (text, expected) => {
    const source = sourceOf(text);
    expect(toText(new Bindings(source.scopeManager).originOf(given(text, source)))).toBe(expected);
  });

  it("is visible where no other of the name stands between", () => {
    const source = sourceOf("const load = 1; function run(load) { it(1); } function other() { it(2); }");
    const { variables } = source.scopeManager.scopes.find(({ type }) => type === "module")!;
    const outer = variables.find(({ name }) => name === "load")!;
    const [, run, other] = source.ast.body;
    const bodies = [run, other].map((node) => (node as TSESTree.FunctionDeclaration).body);
    expect(bodies.map((body) => isNameVisible(source.scopeManager, body.body[0]!, outer))).toEqual([false, true]);
  });

  it("has a path in a pattern, but for what has no name there", () => {
    const pathOf = (pattern: string): readonly string[] | null => {
      const statement = sourceOf(`const ${pattern} = value;`).ast.body[0] as TSESTree.VariableDeclaration;
      const { id } = statement.declarations[0]!;
      let target: TSESTree.Node = id;
      traverse(id, (node) => {
        if (node.type === "Identifier" && node.name === "x") target = node;
      });
      return pathInPattern(id, target);
    };
    expect(["x", "{ x }", "{ a: { b: x = 1 } }", '{ c, "d": x }'].map(pathOf)).toEqual([[], ["x"], ["a", "b"], ["d"]]);
    expect(["[x]", "{ ...x }", "{ [a]: x }", "{ a: [x] }"].map(pathOf)).toEqual([null, null, null, null]);
  });
});

describe("the name of a function", () => {
  it.each([
    ["function load() {}", "load", "load"],
    ["const load = () => 1;", "load", "load"],
    ["const load = (() => 1) as Load;", "load", "load"],
    ["const { load } = () => 1;", null, ""],
    ["load = function () {};", "load", "load"],
    ["store.load = function () {};", "load", "load"],
    ['store["load"] = function () {};', "load", "load"],
    ["store[load] = function () {};", null, ""],
    ["run(() => 1);", null, ""],
    ["export default () => 1;", null, ""],
    ["const store = { load() {} };", "load", "load"],
    ["const store = { load: () => 1 };", "load", "load"],
    ["const store = { [load]: () => 1 };", null, ""],
    ["const store = { [`load`]: () => 1 };", "load", "load"],
    ["class Store { load() {} }", "load", "Store.load"],
    ["class Store { load = () => 1; }", "load", "Store.load"],
    ["class Store { #load() {} }", "#load", "Store.#load"],
    ["const Shop = class Store { 7() {} };", null, "Store"],
    ["const Shop = class { load() {} };", "load", "load"],
    ["const load = function read() {};", "read", "read"],
  ])("%s", (text, expected, symbol) => {
    const node = firstFunction(text);
    expect(functionName(node)).toBe(expected);
    expect(nearestFunctionName(node)).toBe(expected);
    expect(findSymbol(node)).toBe(symbol);
  });

  it("is that of the nearest that has one, and of no field's or static block's", () => {
    const nearest = (text: string): string | null => nearestFunctionName(given(text));
    expect(nearest("function load() { return () => it(1); }")).toBe("load");
    expect(nearest("class A { static { it(1); } load() {} }")).toBeNull();
    expect(nearest("function make() { return class { field = it(1); }; }")).toBeNull();
    expect(nearest("it(1);")).toBeNull();
    expect(nearestFunctionName(null)).toBeNull();
    expect(enclosingFunction(given("it(1);"))).toBeNull();
  });
});

it("reads what is written out, and nothing else", () => {
  const strings = ['it("a");', "it(`b`);", "it(`${a}`);", "it(1);", 'it("c" as const);', "it(a);", "it(/a/);"];
  expect(strings.map((text) => literalString(given(text)))).toEqual(["a", "b", null, null, "c", null, null]);
  expect(literalString(null)).toBeNull();
  expect(["it(1);", 'it("1");', "it(1 as number);", "it(-1);"].map((text) => literalNumber(given(text)))).toEqual([
    1,
    null,
    1,
    null,
  ]);
  expect(literalNumber(undefined)).toBeNull();
  const names = [
    "it(a);",
    "it(a.b);",
    'it(a["b"]);',
    "it(a[b]);",
    "it(a());",
    "it(a?.b);",
    "it(a[1]);",
    "it(this.#b);",
  ];
  const inClass = names.map((text) => (text.includes("#") ? `class A { #b; c() { ${text} } }` : text));
  expect(inClass.map((text) => lastName(given(text)))).toEqual(["a", "b", "b", null, null, "b", null, "#b"]);
  const empty = ["it(null);", "it(undefined);", "it(0);", "it(none);", 'it("");'];
  expect(empty.map((text) => isNullish(given(text)))).toEqual([true, true, false, false, false]);
});

it.each([
  ["it({ a: 1 });", 1],
  ["it({ a: 1, a: 2 });", 2],
  ['it({ "a": 1, b: 2 });', 1],
  ["it({ ...rest, a: 1 });", 1],
  ["it({ a: 1, ...rest });", "unknown"],
  ["it({ a: 1, [name]: 2 });", "unknown"],
  ["it({ [name]: 2, a: 1 });", 1],
  ["it({ b: 1 });", null],
])("the value of `a` in %s is %j", (text, expected) => {
  const found = propertyValue(given(text) as TSESTree.ObjectExpression, "a");
  expect(typeof found === "object" ? literalNumber(found) : found).toBe(expected);
});

it("looks through casts, from inside and from outside", () => {
  const value = given("run(it(a)! as B).c;").parent!;
  expect(parentOutsideCasts(value)?.type).toBe("CallExpression");
  expect(withCasts(value).type).toBe("TSAsExpression");
  const plain = given("run(it(a));").parent!;
  expect(withCasts(plain)).toBe(plain);
});

it("goes through a tree in source order, skips what it is told to, and stops at what it looks for", () => {
  const { ast } = sourceOf("a(b, function c() { d(); }); e();");
  const namesOf = (skip: string): string[] => {
    const names: string[] = [];
    traverse(ast, (node, parent) => {
      expect(parent).toBe(node.parent);
      if (node.type === "Identifier") names.push(node.name);
      return node.type !== skip;
    });
    return names;
  };
  expect(namesOf("")).toEqual(["a", "b", "c", "d", "e"]);
  expect(namesOf("FunctionExpression")).toEqual(["a", "b", "e"]);
  const seen: string[] = [];
  expect(someNode(ast, (node) => (seen.push(node.type), node.type === "FunctionExpression"))).toBe(true);
  expect(seen.at(-1)).toBe("FunctionExpression");
  expect(someNode(ast, ({ type }) => type === "Literal")).toBe(false);
  expect(childrenOf(ast).map(({ type }) => type)).toEqual(["ExpressionStatement", "ExpressionStatement"]);
});

it.each([
  ["return a.then(() => 1);", "returned", false],
  ["await a.then(() => 1);", "awaited", false],
  ["return await a.then(() => 1);", "returned", false],
  ["a.then(() => 1);", "floating", false],
  ["const kept = a.then(() => 1);", "floating", false],
  ["return a.catch(() => 1).finally(end);", "returned", false],
  ["return a.then(() => 1).then(go);", "returned", true],
  ["return a.then(() => 1).then(go).finally(end);", "returned", true],
  ["return (a.then(() => 1) as B)!.catch(go);", "returned", true],
  ["return a.then(() => 1).other(go);", "floating", false],
  ["return a.other(() => 1);", null, false],
  ["return then(() => 1);", null, false],
])("the chain of a handler in %s is %s", (text, kind, goesOn) => {
  let handler: FunctionNode | undefined;
  traverse(sourceOf(`async function run() { ${text} }`).ast, (node) => {
    if (node.type === "ArrowFunctionExpression") handler ??= node;
  });
  const end = findChainEnd(handler!);
  expect(end && [end.kind, end.goesOn, end.function?.id?.name]).toEqual(kind && [kind, goesOn, "run"]);
});

it("returns the chain that an arrow function is", () => {
  const outer = firstFunction("const run = () => a.then(() => 1);");
  expect(findChainEnd((outer.body as TSESTree.CallExpression).arguments[0] as FunctionNode)?.kind).toBe("returned");
});

it.each([
  ["#load() {}", "this.#load", true],
  ["#load() {}", "other.#load", false],
  ["private load() {}", "this.load", true],
  ["load() {}", "this.load", false],
  ["protected load() {}", "this.load", false],
  ["private get load() { return 1; }", "this.load", false],
  ["private load = () => 1;", "this.load", false],
  ["private static load() {}", "this.load", false],
  ["@traced private load() {}", "this.load", false],
  ["private load(); private load(id?) {}", "this.load", true],
  ['private ["load"]() {}', "this.load", false],
  ["private load() {}", "this[load]", false],
  ["private other() {}", "this.load", false],
])("with %s, `%s` is certainly that method: %j", (member, asked, expected) => {
  const find = (around: string): boolean => {
    const node = given(`class A { ${member} run() { ${around} } }`);
    return findPrivateMethod(node as TSESTree.MemberExpression) !== null;
  };
  expect(find(`it(${asked});`)).toBe(expected);
  expect(find(`go(() => it(${asked}));`)).toBe(expected);
  if (!asked.includes("#")) expect(find(`go(function () { it(${asked}); });`)).toBe(false);
});

it.each([
  ['router.get("/orders", load);', "GET /orders"],
  ['router.del("/orders", load);', "DELETE /orders"],
  ['router.POST("/orders", load);', "POST /orders"],
  ['router.on("PUT", "/orders", load);', "PUT /orders"],
  ['router.on("ready", "/orders", load);', "/orders"],
  ['app.use("/orders", load);', "/orders"],
  ['app.get("orders", load);', null],
  ["app.get(load);", null],
])("the route of %s is %j", (text, expected) => {
  const statement = sourceOf(text).ast.body[0] as TSESTree.ExpressionStatement;
  expect(findRegisteredRoute(statement.expression as TSESTree.CallExpression)).toBe(expected);
});

it.each([
  ['ipc.handle("orders:save", () => 1);', "orders:save"],
  ['use(new Strategy("local", () => 1));', null],
  ['app.addParser("application/json", () => 1);', null],
  ['app.add("application/", () => 1);', "application/"],
  ['it("saves an order", () => 1);', null],
  ['const kept = ipc.handle("save", () => 1);', null],
  ['ipc.handle("save", (err) => 1);', null],
  ['ipc.handle("save", (saveError) => 1);', null],
  ['ipc.handle("save", (order) => 1);', "save"],
  ["ipc.handle(name, () => 1);", null],
  [`ipc.handle("${"a".repeat(60)}", () => 1);`, "a".repeat(60)],
  [`ipc.handle("${"a".repeat(61)}", () => 1);`, null],
])("the name that a function is registered by in %s is %j", (text, expected) => {
  expect(findRegisteredName(firstFunction(text))).toBe(expected);
});

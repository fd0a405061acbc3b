import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Contract } from "../../src/contract/contract.ts";
import { loadContract } from "../../src/contract/load.ts";
import { toProblemText } from "../../src/contract/problem.ts";
import { createFileTree } from "./file-tree.ts";
import { fullContract } from "./full-contract.ts";

const orders = { description: "No such order.", fault: "client", http: 404 };

function load(files: Record<string, string | object>, path = "error-contract.json") {
  const root = createFileTree(files);
  const loaded = loadContract(join(root, path));
  return { root, ...loaded, texts: loaded.problems.map((problem) => toProblemText(problem, root)) };
}

function loadSound(files: Record<string, string | object>): Contract {
  const { contract, texts } = load(files);
  expect(texts).toEqual([]);
  return contract as Contract;
}

describe("a contract", () => {
  it("takes a wrapper beside the class for an export of its own, in the same module", () => {
    const wrapOf = (name: string): object | null | undefined => {
      const own = { name: "AppError", export: "default", module: "#errors", wrap: { name } };
      return loadSound({ "error-contract.json": { typescript: { errors: [own] } } }).errors[0]?.wrap;
    };
    expect(wrapOf("AppError.wrap")).toMatchObject({ module: "#errors", export: "default" });
    expect(wrapOf("wrapError")).toMatchObject({ module: "#errors", export: null });
  });

  it("tells what is wrong with a code once, and not that it then differs from another's", () => {
    const { texts } = load({
      "error-contract.json": { extends: ["./base.json"], codes: { GONE: { ...orders, http: "404" } } },
      "base.json": { codes: { GONE: { ...orders, http: 410 } } },
    });
    expect(texts).toHaveLength(1);
  });

  it("has the whole path of its file in what is wrong, where nobody says from where to look", () => {
    const { root, problems } = load({ "error-contract.json": '{\n  "codez": {} }' });
    expect(toProblemText(problems[0]!)).toMatch(`${root}/error-contract.json:2:3: `);
  });

  it.each([
    ["NOT_FOUND", "not found"],
    ["StoreError.ContentNotFound", "content not found"],
    ["StoreError.HTTPTimeout", "http timeout"],
    ["order/not-found", "order not found"],
    ["E.1001", "e 1001"],
  ])("tells clients the name of %s in words, where it has no message", (name, message) => {
    const { codes } = loadSound({ "error-contract.json": { codePattern: ".+", codes: { [name]: orders } } });
    expect(codes.get(name)).toMatchObject({ message });
  });

  it("says everything that the format knows", () => {
    const acme = { codes: { ACCOUNT_LOCKED: { description: "Locked.", fault: "client", http: 423 } } };
    const { root, contract, texts } = load({
      "error-contract.json": fullContract,
      "node_modules/@acme/error-contract/package.json": {},
      "node_modules/@acme/error-contract/error-contract.json": acme,
    });
    expect(texts).toEqual([]);
    expect(contract).toMatchObject({
      version: "2.1.0",
      scope: {
        include: [],
        exclude: [`${root}/scripts/**`],
        client: [`${root}/web/**`],
        tests: [`${root}/**/*.test.*`],
      },
      policy: { ...fullContract.policy, development: null },
      wire: [{ files: `${root}/src/api/v1/**`, shape: "own" }],
      errors: [
        { module: "#errors", canonical: true, wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 } },
        { module: `${root}/src/errors`, factory: true, fixedCode: "NOT_FOUND", code: null, wrap: null },
        { object: 0, fields: { code: "code", message: "message", cause: "originalError", context: "context" } },
        { module: `${root}/src/store`, cause: 2 },
      ],
      notifiers: [
        { argument: 0 },
        { name: null, export: null, type: "Logger", member: "error", module: `${root}/src/logging`, argument: 1 },
      ],
      boundaries: [
        { covers: [`${root}/src/**`], files: [] },
        { covers: [], files: [`${root}/src/boundary/**`] },
      ],
      signals: [{ call: false }, { module: "next/navigation", call: true }],
      knowledgeOff: new Set(["posthog"]),
      go: { package: "errs" },
      rust: { module: "errs" },
      files: [`${root}/error-contract.json`, `${root}/node_modules/@acme/error-contract/error-contract.json`],
    });
    const { codes, envelope } = contract as Contract;
    expect(codes.get("ORDER_NOT_FOUND")).toEqual({
      ...fullContract.codes.ORDER_NOT_FOUND,
      deprecated: { ...fullContract.codes.ORDER_NOT_FOUND.deprecated, isDue: false },
      name: "ORDER_NOT_FOUND",
      playbook: `${root}/docs/playbooks/order-not-found.md`,
      source: `${root}/error-contract.json`,
    });
    expect(codes.get("ACCOUNT_LOCKED")?.grpc).toBe("ABORTED");
    expect(codes.get("INVALID_INPUT")?.public).toEqual(["violations"]);
    expect(envelope.get("tenant_id")).toEqual({ type: "string", required: false });
  });

  it("is as short as an empty object", () => {
    expect(loadSound({ "error-contract.json": {} }).codes.size).toBe(0);
  });

  it("may begin with a BOM and end its lines with CRLF", () => {
    const { texts } = load({ "error-contract.json": '\uFEFF{\r\n  "codes": {},\r\n  "codez": 1 }' });
    expect(texts).toEqual(['error-contract.json:3:3: "codez" is no key of an error contract. Did you mean "codes"?']);
  });

  it("fills in what a code leaves out", () => {
    const { codes } = loadSound({
      "error-contract.json": {
        codes: {
          DISK_FULL: { description: "No room.", fault: "server" },
          STALE_ORDER: { description: "Changed meanwhile.", fault: "client", grpc: "ABORTED" },
          BAD_PATH: { description: "No such path.", fault: "client", twirp: "bad_route" },
        },
      },
    });
    expect(codes.get("DISK_FULL")).toMatchObject({
      http: 500,
      grpc: "INTERNAL",
      twirp: "internal",
      severity: "error",
      message: "disk full",
      retryable: false,
      expected: false,
      context: [],
    });
    expect(codes.get("STALE_ORDER")).toMatchObject({ http: 409, twirp: "aborted", severity: "info" });
    expect(codes.get("BAD_PATH")).toMatchObject({ http: 404, grpc: "UNIMPLEMENTED" });
  });

  it("has keys such as __proto__ and constructor like any other", () => {
    const text = `{ "codePattern": ".", "codes": {
      "__proto__": { "description": "d", "fault": "client" }, "constructor": { "description": "d", "fault": "server" } } }`;
    const { codes } = loadSound({ "error-contract.json": text });
    expect([...codes.keys()]).toEqual(["__proto__", "constructor"]);
    expect(codes.get("__proto__")?.http).toBe(400);
    expect(({} as { description?: string }).description).toBeUndefined();
  });
});

describe("the pattern of codes", () => {
  const complain = (codePattern: string): readonly string[] => load({ "error-contract.json": { codePattern } }).texts;

  it.each(["^[a-z]+(\\.[a-z]+)*$", "^ACME-[A-Z]+(?:-[A-Z]+)*$", "^\\w+$", "."])("may be %s", (pattern) => {
    expect(complain(pattern)).toEqual([]);
  });

  // each would hold an editor up for minutes over a constant of forty letters
  it.each(["^([A-Z]+_?)+$", "^([a-z]+\\.?)*$", "^(\\w|_)+$", "^ERR_(?:[A-Z0-9]+[_-]?)*$", "["])(
    "is not %s",
    (pattern) => {
      const advice = "Expected a regular expression that refuses a long text at once.";
      expect(complain(pattern)).toEqual([
        `error-contract.json:2:18: $.codePattern is ${JSON.stringify(pattern)}. ${advice}`,
      ]);
    },
  );
});

describe("everything wrong in a file is told, each with its place", () => {
  it("by the schema", () => {
    const { contract, texts, problems } = load({
      "error-contract.json": `{
  "format": 2,
  "codes": {
    "TIMEOUT": { "description": "", "falt": "server", "http": "504", "severity": "eror" },
    "lower": { "description": "d", "fault": "server", "grpc": "NOTFOUND" }
  },
  "wire": [{ "files": "src/[", "shape": "own" }],
  "typescript": { "notifiers": [{ "module": "x", "argument": -1 }], "guards": {} }
}`,
    });
    expect(contract).toBeNull();
    expect(texts).toEqual([
      "error-contract.json:2:13: $.format is 2. Expected 1.",
      'error-contract.json:4:16: $.codes.TIMEOUT lacks "fault". Expected "fault": "client" or "server".',
      'error-contract.json:4:33: $.codes.TIMEOUT.description is "". Expected a string that is not empty.',
      'error-contract.json:4:37: "falt" is no key of a code. Did you mean "fault"?',
      'error-contract.json:4:63: $.codes.TIMEOUT.http is "504". Expected an HTTP status from 400 to 599.',
      'error-contract.json:4:82: $.codes.TIMEOUT.severity is "eror". Expected "debug", "info", "warning", "error" or "critical". Did you mean "error"?',
      'error-contract.json:5:5: "lower" is no name of a code. Expected a name that matches ^[A-Z][A-Z0-9_]*$.',
      expect.stringContaining('$.codes.lower.grpc is "NOTFOUND".'),
      'error-contract.json:7:23: $.wire[0].files is "src/[". Expected a glob or a list of globs.',
      'error-contract.json:8:33: $.typescript.notifiers[0] does not say what it names. Expected one of "name" or "type" and "member", and no two of them.',
      "error-contract.json:8:62: $.typescript.notifiers[0].argument is -1. Expected the position of an argument, from 0.",
      "error-contract.json:8:79: $.typescript.guards is an object. Expected an array.",
    ]);
    expect(problems[3]).toMatchObject({ path: "$.codes.TIMEOUT.falt", line: 4, column: 37, suggestion: "fault" });
  });

  it("by JSON", () => {
    const texts = (text: string): string[] => load({ "error-contract.json": text }).texts;
    expect(texts("")).toEqual(["error-contract.json:1:1: A value is missing here."]);
    expect(texts('{\n  "codes": {},\n}')[0]).toMatch(/^error-contract\.json:3:1: /);
    expect(texts("// codes\n{}")).toEqual(["error-contract.json:1:1: JSON has no comments."]);
    expect(texts("[".repeat(200_000))).toHaveLength(1);
    expect(texts(`${"[".repeat(100)}${"]".repeat(100)}`)).toContain(
      "error-contract.json:1:66: The text nests too deeply.",
    );
    expect(texts("[]")).toEqual(["error-contract.json:1:1: $ is an array. Expected an error contract."]);
    expect(texts('{ "codes": {}, "codes": {} }')).toEqual([
      'error-contract.json:1:16: The key "codes" stands here a second time.',
    ]);
  });

  it("by the conventions", () => {
    const { texts } = load({
      "error-contract.json": `{
  "extends": ["error-contract:starter"],
  "codes": {
    "A": { "description": "d", "fault": "client", "http": 500 },
    "B": { "description": "d", "fault": "client", "grpc": "INTERNAL" },
    "C": { "description": "d", "fault": "server", "context": ["orderId"], "public": ["orderID", "orderId"] },
    "D": { "description": "d", "fault": "server", "deprecated": { "since": "1.0.0", "use": "TIMEOUTS" } },
    "E": { "description": "d", "fault": "server", "deprecated": { "since": "1.0.0", "use": "E" } }
  },
  "envelope": { "fields": { "trace_id": { "type": "string" } } },
  "typescript": { "errors": [
    { "name": "One", "canonical": true },
    { "name": "Two", "canonical": true, "fixedCode": "NOT_FUND" }
  ] }
}`,
    });
    expect(texts).toEqual([
      "error-contract.json:4:59: A is a client fault with the HTTP status 500. Expected a status from 400 to 499.",
      "error-contract.json:5:5: B is a client fault with the HTTP status 500. Expected a status from 400 to 499.",
      'error-contract.json:6:86: "orderID" is public, but not in the context of C. Expected a key of its "context". Did you mean "orderId"?',
      'error-contract.json:7:92: "TIMEOUTS" is no code of this contract. Did you mean "TIMEOUT"?',
      "error-contract.json:8:92: E is deprecated in favour of itself. Expected another code.",
      'error-contract.json:10:29: "trace_id" is a field that every envelope has already. Expected another name.',
      "error-contract.json:13:35: A second class is canonical. Expected one at most.",
      'error-contract.json:13:54: "NOT_FUND" is no code of this contract. Did you mean "NOT_FOUND"?',
    ]);
  });

  it("by what the disk has", () => {
    const root = createFileTree({});
    const texts = (path: string): string[] => loadContract(join(root, path)).problems.map((problem) => problem.message);
    mkdirSync(join(root, "directory.json"));
    writeFileSync(join(root, "latin.json"), Buffer.from([0x7b, 0xff, 0x7d]));
    writeFileSync(join(root, "large.json"), " ".repeat(10 * 1024 * 1024));
    symlinkSync(join(root, "loop.json"), join(root, "loop.json"));
    expect(texts("directory.json")).toEqual([`${root}/directory.json is a directory`]);
    expect(texts("latin.json")).toEqual([`${root}/latin.json is not in UTF-8`]);
    expect(texts("large.json")).toEqual([`${root}/large.json is larger than 8 MB`]);
    expect(texts("loop.json")).toEqual([`${root}/loop.json cannot be read (ELOOP)`]);
    expect(texts("none.json")).toEqual([`${root}/none.json cannot be read (ENOENT)`]);
    expect(texts("nul\0.json")[0]).toContain("cannot be read");
    expect(loadContract("/dev/zero").problems[0]?.message).toBe("/dev/zero is no file");
  });
});

describe("extends", () => {
  it("resolves packages from the file that says it, by their exports or at their root", () => {
    const code = (name: string): object => ({ codes: { [name]: { description: "d", fault: "server" } } });
    const { codes } = loadSound({
      "error-contract.json": { extends: ["by-exports"] },
      "node_modules/by-exports/package.json": {
        exports: { "./error-contract.json": { types: "./none.json", default: "./contract/errors.json" } },
      },
      "node_modules/by-exports/contract/errors.json": { ...code("BY_EXPORTS"), extends: ["nested"] },
      "node_modules/by-exports/node_modules/nested/package.json": { exports: { ".": "./index.js" } },
      "node_modules/by-exports/node_modules/nested/error-contract.json": code("NESTED"),
      "node_modules/nested/package.json": {},
      "node_modules/nested/error-contract.json": code("NOT_THIS_ONE"),
    });
    expect([...codes.keys()]).toEqual(["NESTED", "BY_EXPORTS"]);
  });

  it("knows the built-in presets", () => {
    const { codes } = loadSound({
      "error-contract.json": { extends: ["error-contract:starter", "error-contract:twirp", "error-contract:grpc"] },
    });
    expect(codes.get("TIMEOUT")).toMatchObject({ http: 504, retryable: true, source: "error-contract:starter" });
    expect(codes.get("MALFORMED")).toMatchObject({ http: 400, grpc: "INVALID_ARGUMENT", twirp: "malformed" });
  });

  it("says what cannot be resolved, and where", () => {
    const { texts } = load({
      "error-contract.json": {
        extends: ["error-contract:startr", "@acme/nowhere", "./none.json", "https://acme.example/x.json", "escaping"],
      },
      "node_modules/escaping/package.json": { exports: { "./error-contract.json": "../../error-contract.json" } },
    });
    expect(texts).toEqual([
      'error-contract.json:3:5: There is no preset "error-contract:startr". Did you mean "error-contract:starter"?',
      expect.stringMatching(/^error-contract\.json:4:5: The package "@acme\/nowhere" is not installed\. Expected /),
      expect.stringMatching(
        /^error-contract\.json:5:5: .*none\.json cannot be read \(ENOENT\)\. Expected a contract file\.$/,
      ),
      expect.stringContaining('"https://acme.example/x.json" is neither a package nor a path.'),
      expect.stringContaining('exports "../../error-contract.json", which is outside the package.'),
    ]);
  });

  it("does not go round in circles, nor down without end", () => {
    const { root, texts } = load({
      "error-contract.json": { extends: ["./b.json"] },
      "b.json": { extends: ["./error-contract.json"] },
    });
    const circle = [`${root}/error-contract.json`, `${root}/b.json`, `${root}/error-contract.json`].join(" → ");
    expect(texts).toEqual([`b.json:3:5: It extends itself: ${circle}.`]);
    const chain = Array.from(
      { length: 60 },
      (_, index) => [`${index}.json`, { extends: [`./${index + 1}.json`] }] as const,
    );
    expect(load(Object.fromEntries(chain), "0.json").texts).toEqual([
      expect.stringContaining("extends more than 32 files in a row"),
    ]);
  });

  it("tells of a broken file in that file, and of nothing that follows from it", () => {
    const { texts } = load({
      "error-contract.json": {
        extends: ["./base.json"],
        codes: {
          GONE_ORDER: { ...orders, deprecated: { since: "1.0.0", use: "IN_BASE" } },
          NO_FAULT: orders,
        },
      },
      "base.json": '{ "codes": { "NO_FAULT": { "description": "d" }, "IN_BASE": {} }, }',
    });
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.every((text) => text.startsWith("base.json:1:"))).toBe(true);
  });
});

describe("merging", () => {
  it("lets the later file win over what is for people, and adds up context", () => {
    const { codes } = loadSound({
      "error-contract.json": {
        extends: ["./base.json"],
        codes: {
          ORDER_NOT_FOUND: { ...orders, description: "Own.", owner: "own", context: ["b"], public: ["a", "b"] },
        },
      },
      "base.json": {
        codes: {
          ORDER_NOT_FOUND: {
            ...orders,
            owner: "base",
            playbook: "https://acme.example/p",
            context: ["a"],
            message: "gone",
          },
        },
      },
    });
    expect(codes.get("ORDER_NOT_FOUND")).toMatchObject({
      description: "Own.",
      owner: "own",
      playbook: "https://acme.example/p",
      message: "gone",
      context: ["a", "b"],
      public: ["a", "b"],
    });
  });

  it("names both sources where they contradict each other", () => {
    const { root, texts } = load({
      "error-contract.json": {
        extends: ["./base.json"],
        codes: { ORDER_NOT_FOUND: { description: "Own.", fault: "client", message: "not there" } },
      },
      "base.json": { codes: { ORDER_NOT_FOUND: { ...orders, retryable: true, message: "gone" } } },
    });
    const both = (field: string, base: string, own: string): string =>
      `ORDER_NOT_FOUND has "${field}": ${base} in ${root}/base.json and ${own} in ${root}/error-contract.json. Expected "${field}": ${base} in both.`;
    expect(texts).toEqual([
      `error-contract.json:6:5: ${both("retryable", "true", "false by default")}`,
      `error-contract.json:6:5: ${both("http", "404", "400 by default")}`,
      `error-contract.json:6:5: ${both("grpc", '"NOT_FOUND"', '"INVALID_ARGUMENT" by default')}`,
      `error-contract.json:6:5: ${both("twirp", '"not_found"', '"invalid_argument" by default')}`,
      `error-contract.json:9:18: ${both("message", '"gone"', '"not there"')}`,
    ]);
  });

  it("tells a preset's contradiction where it can be mended", () => {
    const { texts } = load({
      "error-contract.json": { extends: ["./base.json", "error-contract:starter"] },
      "base.json": {
        codes: {
          TIMEOUT: { description: "d", fault: "server", retryable: true, http: 503, grpc: "DEADLINE_EXCEEDED" },
        },
      },
    });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(
      /^base\.json:7:15: TIMEOUT has "http": 503 in .* and 504 in error-contract:starter\. Expected "http": 504 in both\.$/,
    );
  });

  it("concatenates bindings, one's own first, paths belonging to the file that wrote them", () => {
    const root = createFileTree({
      ".git/HEAD": "",
      "error-contract.json": {
        scope: { include: ["packages/**"], exclude: ["scripts/**"] },
        policy: { cleanup: "report", returns: "allow" },
        typescript: {
          errors: [{ name: "BaseError", module: "./src/errors.js", canonical: true }],
          signals: [{ name: "Halt", module: "**/halt" }],
        },
      },
      "packages/a/error-contract.json": {
        extends: ["../../error-contract.json"],
        scope: { include: ["src/"] },
        policy: { cleanup: "allow" },
        wire: [{ files: ["v1/**", "v2/**"], shape: "own" }],
        typescript: { errors: [{ name: "AppError", module: "./src/errors/index.ts", canonical: true }] },
      },
    });
    const { contract } = loadContract(join(root, "packages/a/error-contract.json"));
    expect(contract?.errors.map(({ module, canonical }) => [module, canonical])).toEqual([
      [`${root}/packages/a/src/errors`, true],
      [`${root}/src/errors`, false],
    ]);
    expect(contract?.signals[0]?.module).toBe("**/halt");
    expect(contract?.scope.include).toEqual([`${root}/packages/a/src/**`]);
    expect(contract?.scope.exclude).toEqual([`${root}/scripts/**`]);
    expect(contract?.policy).toMatchObject({ cleanup: "allow", returns: "allow", selective: null });
    expect(contract?.wire.map(({ files }) => files)).toEqual([`${root}/packages/a/v1/**`, `${root}/packages/a/v2/**`]);
  });

  it("wants envelope fields to agree", () => {
    const { texts } = load({
      "error-contract.json": { extends: ["./base.json"], envelope: { fields: { tenant_id: { type: "integer" } } } },
      "base.json": { envelope: { fields: { tenant_id: { type: "string", required: true } } } },
    });
    expect(texts).toEqual([
      expect.stringMatching(
        /^error-contract\.json:7:7: The envelope's "tenant_id" is a required string in .*base\.json and an optional integer in /,
      ),
    ]);
  });
});

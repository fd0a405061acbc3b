import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Linter } from "eslint";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import plugin from "../../rules/index.ts";

const good = { format: 1, codes: { NOT_FOUND: { description: "Nothing has the given id.", fault: "client" } } };

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "valid-contract-"));
  mkdirSync(join(root, ".git"));
  const folder = root;
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function writeContract(content: unknown, folder = root): void {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  writeFileSync(join(folder, "error-contract.json"), text);
}

function lint({
  text = "export {};\n",
  file = "src/orders.js",
  settings = {},
}: { text?: string; file?: string; settings?: unknown } = {}): string[] {
  const config: Linter.Config = {
    files: ["**/*.js"],
    plugins: { "error-contract": plugin },
    rules: { "error-contract/valid-contract": "error" },
    settings: { "error-contract": settings },
  };
  const messages = new Linter({ cwd: root }).verify(text, config, join(root, file));
  return messages.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

it("is silent without a contract", () => {
  expect(lint()).toEqual([]);
});

it("is silent about a good one", () => {
  writeContract(good);
  expect(lint()).toEqual([]);
});

it("tells where a text is no JSON", () => {
  writeContract('{ "format": 1,\n  "codes": { }}}');
  expect(lint()).toEqual([expect.stringMatching(/^1:1 The error contract is broken: error-contract\.json:2:16: /)]);
});

it("tells the first of several problems, and how many more there are", () => {
  writeContract({ format: 1, codes: { NOT_FOUND: { fault: "clint" }, TIMEOUT: {} } });
  const [report = "", ...others] = lint();
  expect(others).toEqual([]);
  expect(report).toContain("$.codes.NOT_FOUND");
  expect(report).toMatch(/\(And \d+ more\.\) Mend it; the last good contract stays in force\.$/);
});

it("reports at the first character, whatever the file starts with", () => {
  writeContract("[]");
  expect(lint({ text: "\n\n// a comment\nexport {};\n" })).toEqual([expect.stringMatching(/^1:1 /)]);
  expect(lint({ text: "" })).toEqual([expect.stringMatching(/^1:1 /)]);
});

it("speaks of the nearest contract only", () => {
  writeContract("[]");
  mkdirSync(join(root, "packages/billing"), { recursive: true });
  writeContract(good, join(root, "packages/billing"));
  expect(lint({ file: "packages/billing/invoice.js" })).toEqual([]);
  expect(lint({ file: "packages/orders/order.js" })).toHaveLength(1);
});

it.each([
  [{ contract: "no-such-file.json" }, "no-such-file.json"],
  [{ contract: 1 }, "$.contract is 1. Expected a path."],
  [{ polcy: {} }, '"polcy" is no key of these settings. Did you mean "policy"?'],
  [{ policy: { cleanup: "never" } }, '$.policy.cleanup is "never". Expected "allow" or "report".'],
  ["error-contract.json", "Expected an object."],
])("tells what is wrong with the settings %j", (settings, problem) => {
  const reports = lint({ settings });
  expect(reports).toEqual([
    expect.stringMatching(/^1:1 The linter's settings are wrong: settings\["error-contract"\]: /),
  ]);
  expect(reports[0]).toContain(problem);
});

it("accepts what contractSettings gives", () => {
  writeContract(good);
  expect(lint({ settings: plugin.contractSettings(join(root, "error-contract.json"))["error-contract"] })).toEqual([]);
});

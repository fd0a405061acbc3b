import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { toDiff } from "../../cli/src/diff.ts";
import plugin from "../../rules/index.ts";
import { openEditor, type Action, type Diagnostic, type Editor } from "./editor.ts";
import { toHosts } from "./hosts.ts";
import { createProject, lint, type Host } from "./project.ts";

const names = /eslintrc|-v9, eslint.config.mjs|eslint, eslint.config.mjs|oxlint/;
const rules = Object.keys(plugin.rules);
const recommended = rules.filter((rule) => plugin.rules[rule]?.meta.docs.recommended === true);
const hosts = toHosts(recommended).filter(({ name }) => names.test(name));
const strictHosts = toHosts(rules)
  .filter(({ name }) => names.test(name))
  .map(toStrict);

function toStrict(host: Host): Host {
  const [file, text] = host.config;
  return { ...host, config: [file, text.replace(/(error-contract\/|flat\/)recommended/g, "$1strict")] };
}

/** Longer than the contract that was read is believed without looking. */
const beliefTime = 300;

interface Desk {
  readonly editor: Editor;
  readonly folder: string;
  readonly file: string;
}

/** Opens `src/orders.js` of a fixture, with some files more. */
async function openProject(fixture: string, host: Host, others: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const folder = createProject(fixture, host);
  for (const [name, text] of Object.entries(others)) writeFileSync(join(folder, name), text);
  const editor = await openEditor(folder, { server: host.eslint === null ? "oxlint" : "eslint", env: host.env ?? {} });
  onTestFinished(() => editor.close());
  const file = join(folder, "src/orders.js");
  editor.open(file);
  return { editor, folder, file };
}

/** Of what a server shows, what is ours, as it stands in the file: oxlint sorts by rule. */
function toSorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics
    .filter(({ code }) => code.startsWith("error-contract"))
    .sort((one, other) => one.range.start.line - other.range.start.line);
}

/** The rule's name: its code is `error-contract/valid-contract`, and in oxlint `error-contract(valid-contract)`. */
function toRule({ code }: Diagnostic): string {
  return code.replace(/^error-contract[/(]([\w-]+)\)?$/, "$1");
}

/** Line and rule. */
function toMark(diagnostic: Diagnostic): string {
  return `${diagnostic.range.start.line + 1} ${toRule(diagnostic)}`;
}

const marks = [
  "12 no-raw-error-response",
  "18 no-uncoded-handler-error",
  "27 no-bare-rethrow",
  "35 require-cause",
  "44 no-duplicate-notify",
  "49 no-unknown-code",
  "54 no-deprecated-code",
];

function edit(contract: string, from: string, to: string): Promise<void> {
  writeFileSync(contract, readFileSync(contract, "utf8").replaceAll(from, to));
  return new Promise((resolve) => setTimeout(resolve, beliefTime));
}

describe.each(hosts)("in an editor with $name", { timeout: 60_000 }, (host) => {
  it("shows what the command line says, with a link to the page", async () => {
    const { editor, folder, file } = await openProject("shop", host);
    const shown = toSorted(await editor.findDiagnostics(file));
    expect(shown.map(toMark)).toEqual(marks);
    const said = lint(folder, host).filter((report) => report.file === "src/orders.js");
    expect(shown.map(({ message }) => message)).toEqual(said.map(({ message }) => message));
    if (host.eslint === null) return; // its server sends no links
    const pages = shown.map((each) => plugin.rules[toRule(each)]?.meta.docs.url);
    expect(shown.map(({ codeDescription }) => codeDescription?.href)).toEqual(pages);
  });

  it("follows the contract while it is edited, and keeps the last good one while it is broken", async () => {
    const { editor, folder, file } = await openProject("shop", host);
    const contract = join(folder, "error-contract.json");
    const known = marks.filter((mark) => !mark.endsWith("unknown-code"));
    const findMarks = async (): Promise<string[]> => toSorted(await editor.findDiagnostics(file)).map(toMark);
    expect(await findMarks()).toEqual(marks);
    await edit(contract, "ORDER_NOT_FOUND", "ORDER_NOT_FUOND");
    expect(await findMarks()).toEqual(known);
    await edit(contract, '"client"', '"cleint"');
    expect(await findMarks()).toEqual(["1 valid-contract", ...known]);
  });
});

/** What the light bulb offers beside what every rule has: to switch it off, to read its page. */
function findEdits(actions: readonly Action[]): Action[] {
  return actions.filter(({ title }) => !/^(?:Disable|Show documentation|Fix all) /.test(title));
}

/** Oxlint does not say whose an edit is. */
function toTitle({ title }: Action): string {
  return title
    .replace(/ \(error-contract\/[\w-]+\)$/, "")
    .replace(/^Fix (?:this )?error-contract.* problem$/, "Fix this problem");
}

describe.each(strictHosts)("the light bulb in $name", { timeout: 60_000 }, (host) => {
  it("makes every edit that it offers, and what was found is gone", async () => {
    const { editor, folder } = await openProject("strict", host);
    const made: string[] = [];
    const rulesWithEdits: string[] = [];
    for (const name of ["src/app.js", "src/orders.js", "src/server.js"]) {
      const file = join(folder, name);
      editor.open(file);
      const before = editor.textOf(file);
      for (const found of toSorted(await editor.findDiagnostics(file))) {
        for (const action of findEdits(await editor.findActions(file, found))) {
          await editor.apply(file, action);
          expect((await editor.findDiagnostics(file)).map(toRule)).not.toContain(toRule(found));
          const changed = toDiff(name, before, editor.textOf(file)).match(/^[-+](?![-+]).*$/gm) ?? [];
          made.push([`${toMark(found)}: ${toTitle(action)}`, ...changed, ""].join("\n"));
          rulesWithEdits.push(toRule(found));
          editor.type(file, before);
          await editor.findDiagnostics(file);
        }
      }
    }
    expect([...new Set(rulesWithEdits)].sort()).toEqual(rules.filter(hasEdits));
    await expect(made.join("\n")).toMatchFileSnapshot("fixtures/strict.diff");
  });
});

function hasEdits(rule: string): boolean {
  const { hasSuggestions = false, fixable } = plugin.rules[rule]?.meta ?? {};
  return hasSuggestions || fixable !== undefined;
}

/** A parser after whose work one rule fails, which asks of what a template is made. */
const leaky = `const parser = require("@typescript-eslint/parser");
exports.parseForESLint = (text, options) => {
  const parsed = parser.parseForESLint(text, options);
  JSON.stringify(parsed.ast, (key, node) => {
    if (node?.type === "TemplateLiteral") node.quasis = null;
    return key === "parent" ? null : node;
  });
  return parsed;
};
`;

const eslints = strictHosts.filter(({ eslint }) => eslint !== null);

it.each(eslints)("an exception in a rule takes away nothing else in $name", { timeout: 60_000 }, async (host) => {
  const intact = await openProject("strict", host);
  const shown = toSorted(await intact.editor.findDiagnostics(intact.file)).map(toMark);
  const [file, text] = host.config;
  const config = text.replace("@typescript-eslint/parser", "./leaky.cjs").replace('*.ts"', '*.js"');
  const broken = await openProject("strict", { ...host, config: [file, config] }, { "leaky.cjs": leaky });
  const left = toSorted(await broken.editor.findDiagnostics(broken.file));
  expect(left[0]?.message).toMatch(/^The rule no-dynamic-message failed on this file: .*\. Please report it\.$/);
  expect(left.slice(1).map(toMark)).toEqual(shown.filter((mark) => !mark.endsWith("dynamic-message")));
});

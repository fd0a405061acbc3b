import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import plugin from "../../rules/index.ts";
import { openEditor, type Diagnostic, type Editor } from "./editor.ts";
import { toHosts } from "./hosts.ts";
import { createProject, type Host } from "./project.ts";

const hosts = toHosts([]).filter(({ name }) => /eslintrc|-v9, eslint.config.mjs|eslint, eslint.config.mjs/.test(name));

/** Longer than the contract that was read is believed without looking. */
const beliefTime = 300;

interface Desk {
  readonly editor: Editor;
  readonly file: string;
  readonly contract: string;
}

async function openShop(host: Host): Promise<Desk> {
  const folder = createProject("shop", host);
  const editor = await openEditor(folder, host.env);
  const file = join(folder, "src/orders.js");
  editor.open(file);
  return { editor, file, contract: join(folder, "error-contract.json") };
}

/** Line and rule of each. */
function toMarks(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ range, code }) => `${range.start.line + 1} ${code.replace("error-contract/", "")}`);
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
  it("shows what breaks the conventions, links to the page, and makes the edit that it offers", async () => {
    const { editor, file } = await openShop(host);
    const diagnostics = await editor.findDiagnostics(file);
    expect(toMarks(diagnostics)).toEqual(marks);
    const rethrow = diagnostics[2];
    expect(rethrow?.message).toMatch(/^`err` leaves `findOrder` as it was caught: .*\. Wrap it .*\.$/);
    expect(rethrow?.codeDescription?.href).toBe(plugin.rules["no-bare-rethrow"]?.meta.docs.url);

    const before = editor.textOf(file);
    const actions = await editor.findActions(file, rethrow!);
    const wrap = actions.find(({ title }) => /^Wrap .*\(error-contract\/no-bare-rethrow\)$/.test(title));
    await editor.apply(file, wrap!);
    const wrapped = 'throw AppError.wrap(err, "could not find order", { context: { orderId } });';
    expect(editor.textOf(file)).toBe(before.replace("throw err;", () => wrapped));
    expect(toMarks(await editor.findDiagnostics(file))).toEqual(marks.filter((mark) => !mark.endsWith("rethrow")));
  });

  it("follows the contract while it is edited, and keeps the last good one while it is broken", async () => {
    const { editor, file, contract } = await openShop(host);
    expect(toMarks(await editor.findDiagnostics(file))).toEqual(marks);
    await edit(contract, "ORDER_NOT_FOUND", "ORDER_NOT_FUOND");
    const known = marks.filter((mark) => !mark.endsWith("unknown-code"));
    expect(toMarks(await editor.findDiagnostics(file))).toEqual(known);
    await edit(contract, '"client"', '"cleint"');
    expect(toMarks(await editor.findDiagnostics(file))).toEqual(["1 valid-contract", ...known]);
  });
});

import { dirname } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import type { Change } from "../../codemods/codemod.ts";
import { migrateFile, type FileMigration } from "../../codemods/migrate-file.ts";
import { migrateSource } from "../../codemods/migrate-source.ts";
import plugin from "../../rules/index.ts";
import type { Setting } from "../../src/analysis/facts.ts";
import { toFacts } from "../../src/analysis/program.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import { contractFor } from "../../src/contract/store.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { parse, type Parser } from "../../src/syntax/parse.ts";
import { toPosition } from "../../src/syntax/position.ts";
import type { Source } from "../../src/syntax/source.ts";
import type { WorkspaceIndex } from "../../src/workspace/workspace-index.ts";
import type { FixtureFile } from "./project.ts";

/** Of the whole project, in which nobody listens and every boundary stands. */
export const grantingIndex: WorkspaceIndex = { answer: () => ({ granted: true }) };

/** What `migrate` makes of a file, all passes; without an index it sees the file alone. */
export function migrate(file: FixtureFile, index: WorkspaceIndex | null, parser?: Parser): FileMigration {
  const options = { codemods: [file.codemod], setting: settingOf(file), index };
  return migrateFile({ source: toSource(file, file.input, parser), parser }, (source) =>
    migrateSource(source, options),
  );
}

/** Which of the places that `migrate` would settle is settled next in the editor. */
export type Choice = "first" | "last";

/**
 * What somebody makes of a file who accepts in the editor, one by one, the suggestions for what `migrate` would settle.
 * Throws where the editor offers none for such a place.
 */
export function acceptSuggestions(file: FixtureFile, index: WorkspaceIndex | null, choice: Choice): string {
  let text = file.input;
  for (let left = 100; left > 0; left--) {
    const source = toSource(file, text);
    const { changes } = migrateSource(source, { codemods: [file.codemod], setting: settingOf(file), index });
    const change = changes.at(choice === "first" ? 0 : -1);
    if (change === undefined) return text;
    text = accept(file, source, change);
  }
  throw new Error(`there is no end of suggestions: ${text}`);
}

/** The text with the proposal that `migrate` takes for a finding, as ESLint offers it; what is no violation, no editor offers. */
function accept(file: FixtureFile, source: Source, change: Change): string {
  const isThere = (place: { line: number; column: number }): boolean =>
    place.line === change.line && place.column === change.column;
  const finders = file.codemod.finders.filter(({ rule }) => rule === change.rule);
  const findings = finders.flatMap((finder) => finder.find(toFacts(source, settingOf(file))));
  const finding = findings.find(({ node }) => isThere(toPosition(source.text, node.range[0])));
  const proposal = finding?.proposals.find(({ manual }) => !manual);
  if (finding?.needsProof && proposal) return applyEdits(source.text, proposal.edits);
  const message = lint(file, source.text).find(
    (each) => each.ruleId === `error-contract/${change.rule}` && isThere(each),
  );
  const suggestion = message?.suggestions?.find(({ messageId }) => messageId === proposal?.messageId);
  const fix = suggestion?.fix ?? message?.fix;
  if (fix === undefined)
    throw new Error(`nothing is offered for ${change.rule} at ${change.line}:${change.column} of\n${source.text}`);
  return source.text.slice(0, fix.range[0]) + fix.text + source.text.slice(fix.range[1]);
}

/** Everything that ESLint says of a file about what its codemod is for. */
export function lint({ path, codemod }: FixtureFile, text: string): Linter.LintMessage[] {
  const linter = new Linter({ configType: "flat", cwd: dirname(path) });
  const isModule = /\.(?:[cm]?ts|tsx|mjs)$/.test(path) || /^\s*(?:import|export)\b/m.test(text);
  const config: Linter.Config = {
    files: ["**/*.{js,jsx,cjs,mjs,ts,tsx,cts,mts}"],
    linterOptions: { reportUnusedDisableDirectives: "off" },
    plugins: { "error-contract": plugin as never },
    rules: Object.fromEntries(
      codemod.finders.flatMap(({ rule }) => (rule in plugin.rules ? [[`error-contract/${rule}`, "error"]] : [])),
    ),
    languageOptions: {
      sourceType: isModule ? "module" : "commonjs",
      parserOptions: { ecmaFeatures: { jsx: /x$/.test(path) } },
      ...(/\.[cm]?tsx?$/.test(path) && { parser: typescriptParser }),
    },
  };
  const messages = linter.verify(text, [config], { filename: path });
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new SyntaxError(`${fatal.message} at ${fatal.line}:${fatal.column} of ${path}`);
  return messages;
}

function settingOf({ path }: FixtureFile): Setting {
  const contract = contractFor(path)?.contract ?? null;
  return { contract, policy: toPolicy(contract, {}) };
}

function toSource({ path }: FixtureFile, text: string, parser?: Parser): Source {
  const { source, problem } = parse(path, text, parser);
  if (source === null) throw new SyntaxError(`${problem.message} at ${problem.line}:${problem.column} of\n${text}`);
  return source;
}

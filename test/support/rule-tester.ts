import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import { Linter, RuleTester } from "eslint";
import type { Rule as EslintRule } from "eslint";
import { afterAll, describe, it } from "vitest";
import type { Rule } from "../../rules/plugin.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** How a contract names a class of the team's own, in `src/errors`. */
export const appError = {
  name: "AppError",
  module: "./src/errors",
  code: 0,
  message: 1,
  options: 2,
  canonical: true,
  wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
} as const;

/**
 * A folder that is a repository's root, gone after the tests of the file. Its contract has the starter's codes, this section
 * about TypeScript, this policy, and what else is given; there is none where the section is `null`.
 */
export function createRepository(typescript: object | null, policy: object = {}, others: object = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "error-contract-")));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, ".git"));
  const contract = { format: 1, extends: ["error-contract:starter"], policy, typescript, ...others };
  if (typescript !== null) writeFileSync(join(root, "error-contract.json"), JSON.stringify(contract));
  return root;
}

/** The parsers that hosts have, with the extension of what each reads here. */
export const parsers = {
  typescript: { languageOptions: { parser: typescriptParser }, extension: "ts" },
  espree: { languageOptions: { ecmaVersion: "latest", sourceType: "module" }, extension: "js" },
} as const satisfies Record<string, { languageOptions: Linter.LanguageOptions; extension: string }>;

export type ParserName = keyof typeof parsers;

interface Cases {
  readonly valid: RuleTester.ValidTestCase[];
  readonly invalid: RuleTester.InvalidTestCase[];
}

/** Runs ESLint's own tester in vitest. */
export function testRule(name: string, rule: Rule, cases: Cases, parser: ParserName = "typescript"): void {
  new RuleTester({ languageOptions: parsers[parser].languageOptions }).run(name, toEslintRule(rule), cases);
}

/** A rule of the plugin as ESLint's types have it. */
function toEslintRule(rule: Rule): EslintRule.RuleModule {
  return rule as unknown as EslintRule.RuleModule;
}

export interface Linted {
  /** Absolute; its folder's repository has the contract in force. */
  readonly filename: string;
  readonly parser?: ParserName;
  readonly settings?: Record<string, unknown>;
}

/** What a rule reports of a text. */
export function lint(
  rule: Rule,
  text: string,
  { filename, parser = "typescript", settings = {} }: Linted,
): Linter.LintMessage[] {
  const config: Linter.Config = {
    files: ["**/*.{ts,tsx,js}"],
    languageOptions: parsers[parser].languageOptions,
    plugins: { own: { rules: { rule: toEslintRule(rule) } } },
    rules: { "own/rule": "error" },
    settings: { "error-contract": settings },
  };
  return new Linter({ cwd: "/" }).verify(text, config, filename);
}

/** The text with one suggestion of a report taken. */
export function takeSuggestion(text: string, { fix }: Linter.LintSuggestion): string {
  return text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
}

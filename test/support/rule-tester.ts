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

/** A contract as a team would begin with it: the starter's codes, and a class of its own in `src/errors`. */
export const starterContract = {
  format: 1,
  extends: ["error-contract:starter"],
  typescript: {
    errors: [
      {
        name: "AppError",
        module: "./src/errors",
        code: 0,
        message: 1,
        options: 2,
        canonical: true,
        wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
      },
    ],
    guards: [{ name: "isAppError", module: "./src/errors" }],
  },
} as const;

/** A folder that is a repository's root, with this contract, or with none; it is gone after the tests of the file. */
export function createRepository(contract: object | null): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "error-contract-")));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, ".git"));
  if (contract !== null) writeFileSync(join(root, "error-contract.json"), JSON.stringify(contract));
  return root;
}

/** The parsers that hosts have, with the extension of what each reads here. */
export const parsers = {
  typescript: { languageOptions: { parser: typescriptParser }, extension: "ts" },
  espree: { languageOptions: { ecmaVersion: "latest", sourceType: "module" }, extension: "js" },
} as const satisfies Record<string, { languageOptions: Linter.LanguageOptions; extension: string }>;

export type ParserName = keyof typeof parsers;

/** ESLint's own tester, which runs in vitest. */
export function createTester(parser: ParserName = "typescript"): RuleTester {
  return new RuleTester({ languageOptions: parsers[parser].languageOptions });
}

/** A rule of the plugin as ESLint's types have it. */
export function toEslintRule(rule: Rule): EslintRule.RuleModule {
  return rule as unknown as EslintRule.RuleModule;
}

export interface Linted {
  /** Absolute; its folder's repository has the contract in force. */
  readonly filename: string;
  readonly parser?: ParserName;
  readonly settings?: Record<string, unknown>;
}

/** What a rule reports of a text. */
export function lint(rule: Rule, text: string, { filename, parser = "typescript", settings }: Linted): Linter.LintMessage[] {
  const config: Linter.Config = {
    files: ["**/*"],
    languageOptions: parsers[parser].languageOptions,
    plugins: { own: { rules: { rule: toEslintRule(rule) } } },
    rules: { "own/rule": "error" },
    ...(settings ? { settings: { "error-contract": settings } } : {}),
  };
  return new Linter({ cwd: "/" }).verify(text, config, filename);
}

/** The text with one suggestion of a report taken. */
export function takeSuggestion(text: string, { fix }: Linter.LintSuggestion): string {
  return text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
}

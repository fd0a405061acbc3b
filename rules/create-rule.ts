import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { version } from "../package.json";
import type { Finder } from "../src/findings/finder.ts";
import type { Finding, Messages, Proposal } from "../src/findings/finding.ts";
import { toLintedFile, type LintedFile } from "./linted-file.ts";
import type { Preset, Rule } from "./plugin.ts";

/** What a rule says of itself. `preset` names the smallest one that has it: `strict` has all, `adopt` what `recommended` has. */
export interface RuleDocs {
  readonly description: string;
  readonly preset: Exclude<Preset, "adopt">;
  /** In `recommended` and `strict`: an error, unless it is said. */
  readonly severity?: "warn";
  /** Rules of ESLint's core that would report the same code. */
  readonly replaces?: readonly string[];
  /** Whether its findings have proposals: they do, unless it is said. */
  readonly hasSuggestions?: boolean;
  /** Some of its findings have a proposal that needs no asking. */
  readonly isFixable?: boolean;
}

type Context = Readonly<TSESLint.RuleContext<string, []>>;

/** The rule that reports what `finder` finds in the files that the conventions apply to. */
export function createRule(finder: Finder, docs: RuleDocs): Rule {
  const { concerns } = finder;
  const rule = toRule(finder, docs, (file) => {
    if ((concerns && !file.has(concerns)) || file.isLeftOut()) return [];
    return finder.find(file.toFacts());
  });
  if (concerns) filters.set(rule, concerns);
  return rule;
}

const filters = new WeakMap<Rule, RegExp>();

/** What a file's text must contain to concern a rule; `null` where any file may. */
export function filterOf(rule: Rule): RegExp | null {
  return filters.get(rule) ?? null;
}

/** A rule over any question about a linted file. It never throws: in an editor that would blank every other report. */
export function toRule(
  { rule, messages }: { readonly rule: string; readonly messages: Messages },
  { description, preset, severity, replaces = [], hasSuggestions = true, isFixable = false }: RuleDocs,
  find: (file: LintedFile) => readonly Finding[],
): Rule {
  const url = `https://unpkg.com/eslint-plugin-error-contract@${version}/docs/rules/${rule}.md`;
  return {
    meta: {
      type: "problem",
      docs: {
        description,
        url,
        recommended: preset === "recommended" || preset,
        severity: severity ?? "error",
        replaces,
      },
      ...(isFixable && { fixable: "code" as const }),
      hasSuggestions,
      schema: [],
      messages: { ...messages, failed: "The rule {{rule}} failed on this file: {{reason}}. Please report it." },
    },
    create(host) {
      const context = host as Context;
      // JSON, CSS and Markdown have no scopes: nothing here is about them
      if (!context.sourceCode.scopeManager) return {};
      return { Program: () => reportAll(context, rule, find) };
    },
  };
}

function reportAll(context: Context, rule: string, find: (file: LintedFile) => readonly Finding[]): void {
  try {
    for (const finding of find(toLintedFile(context))) if (!finding.needsProof) report(context, finding);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.report({ loc: firstCharacter, messageId: "failed", data: { rule, reason } });
  }
}

const firstCharacter = { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };

function report(context: Context, { node, messageId, data, proposals }: Finding): void {
  const offered = proposals.filter(({ permission }) => permission.verdict !== "refused");
  // hosts disagree about where a program starts
  const loc = node.type === ("Program" as TSESTree.AST_NODE_TYPES) ? { loc: firstCharacter } : {};
  const fixing = offered.find(({ autofix }) => autofix);
  const suggest = offered.filter((each) => each !== fixing).map(toSuggestion);
  context.report({ node, ...loc, messageId, data, suggest, ...(fixing && { fix: toFix(fixing) }) });
}

function toSuggestion(proposal: Proposal): TSESLint.ReportSuggestionArray<string>[number] {
  return { messageId: proposal.messageId, data: proposal.data, fix: toFix(proposal) };
}

function toFix({ edits }: Proposal): TSESLint.ReportFixFunction {
  return (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text));
}

import type { TSESTree } from "@typescript-eslint/types";
import plugin from "../../../rules/index.ts";
import type { Rule } from "../../../rules/plugin.ts";
import type { Facts } from "../../../src/analysis/facts.ts";
import { findDirective } from "../../../src/syntax/directives.ts";
import { toPosition } from "../../../src/syntax/position.ts";
import type { Source } from "../../../src/syntax/source.ts";
import { findSymbol } from "../../../src/syntax/symbol.ts";
import type { CheckProblem } from "./problem.ts";
import type { Watcher } from "./read-sources.ts";

export const presets = ["adopt", "recommended", "strict"] as const;

/** A rule's report, with what tells it from others of the same rule wherever the code moves. */
export interface LintProblem extends CheckProblem {
  /** The functions and classes around it: `OrderService.load`; empty at the top level of a module. */
  readonly symbol: string;
  /** The code that is reported, as formatters leave it alone. */
  readonly code: string;
}

export interface Linting {
  readonly preset: (typeof presets)[number];
  /** A contract for all files, instead of the one nearest to each. */
  readonly contract: string | null;
}

/** Collects what the rules of a preset report, as they would in ESLint: a host with nothing in it but the plugin. */
export class LintWatch implements Watcher {
  readonly problems: LintProblem[] = [];
  readonly #settings: object;
  readonly #chosen: readonly Chosen[];

  constructor({ preset, contract }: Linting) {
    const config = plugin.configs[`flat/${preset}`];
    const own = config.settings["error-contract"];
    this.#settings = { "error-contract": contract === null ? own : { ...own, contract } };
    this.#chosen = Object.entries(plugin.rules).flatMap(([name, rule]) => {
      const severity = config.rules[`error-contract/${name}`] ?? "off";
      return severity === "off" ? [] : [{ name, rule, severity: severity === "warn" ? "warning" : severity }];
    });
  }

  isConcernedBy(): boolean {
    return true; // each rule knows by itself which texts concern it
  }

  watch({ source }: Facts, file: string): void {
    for (const chosen of this.#chosen) {
      const reports = lint(chosen, source, { file, settings: this.#settings });
      this.problems.push(...reports.filter((report) => !report.isDisabled).map(({ problem }) => problem));
    }
  }
}

/** A report, heard or not. */
export interface LintReport {
  readonly node: TSESTree.Node;
  readonly problem: LintProblem;
  /** A comment switches the rule off there. */
  readonly isDisabled: boolean;
}

/** What a rule says of a file (named as reports name it), what is switched off there included. */
export function lint(
  chosen: Chosen,
  source: Source,
  { file, settings }: { readonly file: string; readonly settings: object },
): LintReport[] {
  return collectReports(chosen.rule, source, settings).map((report) => ({
    node: report.node,
    problem: toProblem(report, source, { ...chosen, file }),
    isDisabled: isDisabled(report.node, source, chosen.name),
  }));
}

export interface Chosen {
  readonly name: string;
  readonly rule: Rule;
  readonly severity: CheckProblem["severity"];
}

interface Report {
  readonly node: TSESTree.Node;
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
}

function collectReports(rule: Rule, source: Source, settings: object): Report[] {
  const reports: Report[] = [];
  const report = ({ node = source.ast, data = {}, ...rest }: Report): void =>
    void reports.push({ ...rest, node, data });
  const { path: filename } = source;
  rule.create({ sourceCode: source, settings, filename, cwd: process.cwd(), report }).Program?.();
  return reports;
}

function isDisabled({ range: [from, to] }: TSESTree.Node, source: Source, rule: string): boolean {
  const directive = findDirective(source, { from, to: Math.min(to, from + 1), rule });
  return directive !== null && !directive.startsWith("@ts-");
}

function toProblem(
  { node, messageId, data }: Report,
  { text }: Source,
  from: Chosen & { readonly file: string },
): LintProblem {
  const { name, rule, severity, file } = from;
  const isFile = node.type === "Program";
  const message = rule.meta.messages[messageId] ?? messageId;
  return {
    rule: name,
    severity,
    place: { file, ...(isFile ? { line: 1, column: 1 } : toPosition(text, node.range[0])) },
    message: message.replaceAll(/\{\{(\w+)\}\}/g, (hole, key: string) => data[key] ?? hole),
    symbol: findSymbol(node),
    code: isFile ? "" : toNormalised(text.slice(...node.range)),
  };
}

/** Code without what formatters change: spaces, line breaks, semicolons at the end, trailing commas. */
function toNormalised(code: string): string {
  const tight = code.replaceAll(/\s+/g, " ").replaceAll(/ ?([^\w\s$]) ?/g, "$1");
  return tight.replaceAll(/,([)\]}])/g, "$1").replace(/(?<!;);+$/, "");
}

import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../../../src/analysis/caught-error.ts";
import type { Facts } from "../../../src/analysis/facts.ts";
import type { Fate } from "../../../src/analysis/fate.ts";
import type { Handler } from "../../../src/analysis/handler.ts";
import { findBoundaryAbove } from "../../../src/findings/boundary-above.ts";
import { toExcerpt } from "../../../src/findings/excerpt.ts";
import { findExits } from "../../../src/findings/exit.ts";
import { toPosition } from "../../../src/syntax/position.ts";
import { isWithin, nearestFunctionName } from "../../../src/syntax/unwrap.ts";
import { tellNames, type ToldName } from "./tell-names.ts";
import { tellPath, type ToldPath } from "./tell-path.ts";
import { tellRules, type ToldRule } from "./tell-rules.ts";

/** What `why --json` prints. */
export interface Explanation {
  readonly file: string;
  readonly line: number;
  /** The contract in force; `null` where there is none. */
  readonly contract: string | null;
  /** The error that is caught at the line; `null` where none is. */
  readonly caught: ToldError | null;
  /** Whether any function is around the line. */
  readonly isInFunction: boolean;
  /** By which framework the function around is called; `null` where it is no handler. */
  readonly handler: ToldHandler | null;
  /** What hears of the error after it has left; `null` where nothing is known to. */
  readonly boundary: string | null;
  readonly names: readonly ToldName[];
  readonly rules: readonly ToldRule[];
}

interface ToldError {
  /** What the source calls it; `null` where it has no name. */
  readonly name: string | null;
  readonly kind: CaughtError["kind"];
  /** The lines in which it is known. */
  readonly from: number;
  readonly to: number;
  /** The line that was asked about is in the `try`, and not in the `catch`. */
  readonly isTried: boolean;
  /** `null`: there are more than can be told apart. */
  readonly paths: readonly ToldPath[] | null;
}

interface ToldHandler {
  readonly name: string | null;
  readonly framework: string;
  readonly isBoundary: boolean;
  readonly evidence: string;
  readonly line: number;
}

export interface Asked {
  readonly file: string;
  readonly line: number;
  readonly contract: string | null;
}

/** Everything that can be told about the error at a line. */
export function explainLine(facts: Facts, { file, line, contract }: Asked): Explanation {
  const { source, setting } = facts;
  const found = findFate(facts, line);
  const region = found?.fate.caught.node ?? null;
  const handler = findHandler(facts, line);
  const isHere = (node: TSESTree.Node): boolean =>
    (region !== null && isWithin(node, region)) || toPosition(source.text, node.range[0]).line === line;
  return {
    file,
    line,
    contract: setting.contract?.path ?? null,
    caught: found && tellError(found, facts),
    isInFunction: facts.nodes.functions.some((each) => hasLine(each, line, source.text)),
    handler: handler && tellHandler(handler, facts),
    boundary: found && findBoundary(found.fate, facts),
    names: tellNames(facts, isHere),
    rules: tellRules({ file, line, region, fate: found?.fate ?? null, contract }, facts),
  };
}

interface FoundFate {
  readonly fate: Fate;
  readonly isTried: boolean;
}

/** The innermost caught error whose region has the line, else the one that takes what is tried there. */
function findFate({ fates, source: { text } }: Facts, line: number): FoundFate | null {
  const spans = fates.flatMap((fate) => {
    const { node } = fate.caught;
    const tried = node.type === "CatchClause" ? node.parent.block : null;
    return [{ fate, node, isTried: false }, ...(tried ? [{ fate, node: tried, isTried: true }] : [])];
  });
  const around = spans.filter(({ node }) => hasLine(node, line, text));
  const [innermost] = around.sort(
    (one, other) => Number(one.isTried && startsOn(other, line, text)) || toLength(one.node) - toLength(other.node),
  );
  return innermost ?? null;
}

/** `} catch (err) {` ends what is tried and begins the clause: the clause is meant. */
function startsOn({ node, isTried }: { node: TSESTree.Node; isTried: boolean }, line: number, text: string): boolean {
  return !isTried && toPosition(text, node.range[0]).line === line;
}

function toLength({ range: [start, end] }: TSESTree.Node): number {
  return end - start;
}

function hasLine({ range: [start, end] }: TSESTree.Node, line: number, text: string): boolean {
  return toPosition(text, start).line <= line && line <= toPosition(text, end).line;
}

function tellError({ fate: { caught, paths }, isTried }: FoundFate, facts: Facts): ToldError {
  const { text } = facts.source;
  const name = caught.binding?.type === "Identifier" ? caught.binding.name : null;
  const called = name === null ? "the error" : `\`${name}\``;
  const [from, to] = caught.node.range.map((offset) => toPosition(text, offset).line);
  return {
    name,
    kind: caught.kind,
    from: from ?? 0,
    to: to ?? 0,
    isTried,
    paths: paths?.map((path) => tellPath(path, facts, called)) ?? null,
  };
}

function findHandler({ handlers, source: { text } }: Facts, line: number): Handler | null {
  const around = handlers.filter((handler) => hasLine(handler.function, line, text));
  return around.sort((one, other) => toLength(one.function) - toLength(other.function))[0] ?? null;
}

function tellHandler({ function: node, framework, isBoundary, evidence }: Handler, facts: Facts): ToldHandler {
  return {
    name: nearestFunctionName(node),
    framework: framework.title,
    isBoundary,
    evidence: `\`${toExcerpt(evidence, facts)}\``,
    line: toPosition(facts.source.text, evidence.range[0]).line,
  };
}

function findBoundary({ caught, paths }: Fate, facts: Facts): string | null {
  for (const exit of (paths ?? []).flatMap(findExits)) {
    const above = findBoundaryAbove(exit, caught, facts);
    if (!above) continue;
    const skips = above.skips.length === 0 ? "" : `, but for ${above.skips.join(" and ")} faults`;
    const proof = above.isProven ? "" : ", if it stands above this file: only the whole repository can tell";
    return `${above.name} reports it${above.notifier === null ? "" : ` to ${above.notifier}`}${skips}${proof}`;
  }
  return null;
}

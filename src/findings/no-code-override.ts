import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { CodedError } from "../analysis/find-coded-errors.ts";
import type { Path } from "../analysis/path.ts";
import { keepCode, keepCodeTexts } from "../rewrite/keep-code.ts";
import { enclosingFunction, type FunctionNode, isWithin, parentOutsideCasts } from "../syntax/unwrap.ts";
import { caughtText } from "./caught-text.ts";
import { findCode } from "./error-fault.ts";
import { findExits } from "./exit.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { findLostCauses, isNearest } from "./lost-cause.ts";
import { findWithoutCode } from "./no-uncoded-throw.ts";

const rule = "no-code-override";

/** C9: a coded error that is thrown in a `try` leaves its catch with another code, or with none. */
export const noCodeOverride: Finder = {
  rule,
  messages: {
    replaced:
      "`{{code}}`, thrown in this `try`, leaves it as `{{other}}`: whoever asks for its code does not find it, and its status is another. Wrap it, which keeps its code, or let coded errors pass first.",
    dropped:
      "`{{code}}`, thrown in this `try`, leaves it as `{{other}}` without a code: nobody above can tell what failed. Wrap it, which keeps its code, or let coded errors pass first.",
    ...keepCodeTexts,
  },
  concerns: caughtText,

  find(facts: Facts): Finding[] {
    if (facts.codedErrors.length === 0) return [];
    const found = new Map<TSESTree.Node, Finding>();
    for (const { caught, paths } of facts.fates) {
      const thrown = paths && caught.node.type === "CatchClause" ? findThrown(caught.node, facts) : [];
      for (const path of thrown.length > 0 ? (paths ?? []) : []) {
        const replaced = findReplaced(path, thrown, facts);
        if (replaced && isNearest(replaced.by.node, caught.node) && !found.has(replaced.by.node))
          found.set(replaced.by.node, toFinding(replaced, caught, facts));
      }
    }
    if (found.size === 0) return [];
    // a lost cause is another rule's, and so is an error that has to be given a code
    for (const { construction } of findLostCauses(facts)) found.delete(construction.node);
    for (const node of findWithoutCode(facts)) found.delete(node);
    return [...found.values()];
  },
};

interface Replaced {
  readonly code: string;
  readonly by: Construction;
}

/** What replaces a coded error on a path on which nobody asked about the error; `null` where it keeps its code. */
function findReplaced(path: Path, thrown: readonly string[], facts: Facts): Replaced | null {
  if (path.coded || path.steps.some(({ event }) => event.kind === "tested" || event.kind === "escaped")) return null;
  for (const { value, certain, kind } of findExits(path)) {
    if (!certain || kind === "returned" || value.kind !== "made") continue;
    const { construction } = value;
    if (construction.isWrap || value.taken.includes("property")) continue;
    if (construction.kind === "builtin" || construction.kind === "local")
      return thrown[0] ? { code: thrown[0], by: construction } : null;
    const own = construction.kind === "coded" ? findCode(construction, facts.setting.contract) : null;
    const code = own && thrown.find((each) => each !== own.name);
    if (code && own) return { code, by: construction };
  }
  return null;
}

/** The codes of the contract that are certainly thrown into a catch: in its `try`, or by a function of the file that it calls. */
function findThrown(clause: TSESTree.CatchClause, facts: Facts): string[] {
  const { block } = clause.parent as TSESTree.TryStatement;
  return [...new Set(findThrownIn(block, enclosingFunction(block), { facts, depth: 0 }))];
}

interface Search {
  readonly facts: Facts;
  readonly depth: number;
}

function findThrownIn(place: TSESTree.Node, frame: FunctionNode | null, search: Search): string[] {
  const { codedErrors, setting } = search.facts;
  const own = codedErrors
    .filter((error) => isWithin(error.node, place) && isThrownFrom(error, place, frame))
    .flatMap((error) => findCode(error, setting.contract)?.name ?? []);
  return [...own, ...findThrownByCalls(place, frame, search)];
}

/** Whether an error is thrown where it is made, in the function's own frame, past every `try` below the place. */
function isThrownFrom({ node, isWrap }: CodedError, place: TSESTree.Node, frame: FunctionNode | null): boolean {
  const statement = parentOutsideCasts(node);
  if (isWrap || statement?.type !== "ThrowStatement" || enclosingFunction(node) !== frame) return false;
  return !isTakenBelow(statement, place);
}

function isTakenBelow(node: TSESTree.Node, place: TSESTree.Node): boolean {
  for (let at = node; at !== place && at.parent; at = at.parent)
    if (at.parent.type === "TryStatement" && at.parent.block === at && at !== place && at.parent.handler) return true;
  return false;
}

/** One call deep: what a function of the file throws that is called, and waited for, in the place. */
function findThrownByCalls(place: TSESTree.Node, frame: FunctionNode | null, { facts, depth }: Search): string[] {
  if (depth > 1) return [];
  return facts.nodes.calls.flatMap((call) => {
    if (!isWithin(call, place) || enclosingFunction(call) !== frame || isTakenBelow(call, place)) return [];
    const called = facts.known.functionOf(call.callee);
    const isAwaited = parentOutsideCasts(call)?.type === "AwaitExpression";
    if (!called || called === frame || called.generator || (called.async && !isAwaited)) return [];
    return findThrownIn(called.body, called, { facts, depth: depth + 1 });
  });
}

function toFinding({ code, by }: Replaced, caught: CaughtError, facts: Facts): Finding {
  const own = by.kind === "coded" ? findCode(by, facts.setting.contract) : null;
  const settled = keepCode(by, caught, facts);
  const isSettled = typeof settled !== "string";
  return {
    rule,
    messageId: own ? "replaced" : "dropped",
    data: { code, other: own?.name ?? by.name },
    node: by.node,
    proposals: isSettled ? [settled] : [],
    unsettled: isSettled ? null : settled,
  };
}

import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import {
  enclosingFunction,
  functionName,
  isWithin,
  lastName,
  parentOutsideCasts,
  propertyName,
  unwrap,
} from "../syntax/unwrap.ts";
import { findExits } from "./exit.ts";

/** A function of the file, or one that the contract names, out of which no error comes as it was caught. */
export interface WrappingFunction {
  readonly name: string;
  /** `null` where another file knows. */
  readonly isAsync: boolean | null;
  /** The errors that it throws: wraps, and those of its own making. */
  readonly thrown: readonly Thrown[];
}

/** What is known of an error that is thrown. */
export type Thrown = Pick<Construction, "kind" | "name" | "binding">;

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The functions that whatever was caught must have come out of, all of which wrap; none where that is not certain. */
export function findWrappingFunctions({ node, kind, call }: CaughtError, facts: Facts): WrappingFunction[] {
  if (node.type === "CatchClause") return findInBlock((node.parent as TSESTree.TryStatement).block, facts);
  const callee = kind === "promise" && call ? unwrap(call.callee) : null;
  if (callee?.type !== "MemberExpression" || propertyName(callee) !== "catch") return [];
  const receiver = unwrap(callee.object);
  const called = receiver.type === "CallExpression" ? findWrapping(receiver, facts) : null;
  return called && called.isAsync !== false ? [called] : [];
}

function findInBlock(block: TSESTree.BlockStatement, facts: Facts): WrappingFunction[] {
  if (facts.nodes.throws.some((each) => isWithin(each, block))) return [];
  const around = enclosingFunction(block);
  const calls = facts.nodes.calls.filter(
    (each) => isWithin(each, block) && enclosingFunction(each) === around && mayThrow(each, facts),
  );
  const awaited = calls.filter((each) => parentOutsideCasts(each)?.type === "AwaitExpression");
  // what else is waited for may throw something of its own
  if ((facts.source.text.slice(...block.range).match(/\bawait\b/g) ?? []).length > awaited.length) return [];
  const found = calls.map((each) => findWrapping(each, facts));
  const isCertain = (each: WrappingFunction | null, at: number): each is WrappingFunction =>
    each !== null && (!each.isAsync || awaited.includes(calls[at] as Call));
  return found.every(isCertain) ? found.filter((each) => each !== null) : [];
}

/** Whether a call may throw anything; making or logging an error does not. */
function mayThrow(call: Call, { known }: Facts): boolean {
  const meaning = known.meaningOf(call);
  return !meaning || !/^(?:log|construction|guard|notification|conversion)$/.test(meaning.kind);
}

function findWrapping(call: Call, facts: Facts): WrappingFunction | null {
  return findNamed(call, facts) ?? findInFile(call, facts);
}

/** One that the contract names among its `wrappers`. */
function findNamed({ callee }: Call, { known, setting: { contract }, source }: Facts): WrappingFunction | null {
  const class_ = known.canonical;
  if (!class_ || !known.find(callee, contract?.wrappers)) return null;
  const name = lastName(callee) ?? source.text.slice(...callee.range);
  return { name, isAsync: null, thrown: [{ kind: "coded", name: class_.name ?? "", binding: class_ }] };
}

function findInFile(call: Call, facts: Facts): WrappingFunction | null {
  const target = call.type === "CallExpression" ? facts.known.functionOf(call.callee) : null;
  if (!target || target.generator || target.body.type !== "BlockStatement") return null;
  const own = <T extends TSESTree.Node>(all: readonly T[]): T[] =>
    all.filter((each) => isWithin(each, target.body) && enclosingFunction(each) === target);
  const clauses = own(facts.nodes.catches);
  const isGuarded = (node: TSESTree.Node): boolean =>
    clauses.some((clause) => isWithin(node, (clause.parent as TSESTree.TryStatement).block) || isWithin(node, clause));
  const isOpen = own(facts.nodes.calls).some(
    (each) => mayThrow(each, facts) && (!isGuarded(each) || isReturnedBare(each)),
  );
  if (clauses.length === 0 || isOpen) return null;
  const wraps = clauses.map((clause) => findWraps(clause, facts));
  const made = own(facts.nodes.throws)
    .filter((each) => !clauses.some((clause) => isWithin(each, clause)))
    .map(({ argument }) => findMade(argument, facts));
  if (wraps.includes(null) || made.includes(null)) return null;
  const thrown = [...wraps.flatMap((each) => each ?? []), ...made.flatMap((each) => each ?? [])];
  if (!wraps.some((each) => each && each.length > 0)) return null;
  return { name: functionName(target) ?? "the function", isAsync: target.async, thrown };
}

/** `return load(id);` in a `try`: what the promise is rejected with passes by the catch. */
function isReturnedBare(call: Call): boolean {
  return call.type === "CallExpression" && parentOutsideCasts(call)?.type === "ReturnStatement";
}

/** The errors that a clause throws in place of what it caught; `null` where anything else may leave it. */
function findWraps(clause: TSESTree.CatchClause, { fates }: Facts): Construction[] | null {
  const fate = fates.find(({ caught }) => caught.node === clause);
  if (!fate?.paths) return null;
  const exits = fate.paths.flatMap(findExits).filter(({ kind }) => kind !== "returned");
  const wraps = exits.map(({ value }) => (value.kind === "made" && value.cause === "kept" ? value.construction : null));
  return wraps.includes(null) ? null : wraps.filter((each) => each !== null);
}

function findMade(node: TSESTree.Node, { known }: Facts): Construction | null {
  const made = unwrap(node);
  const isCall = made.type === "NewExpression" || made.type === "CallExpression";
  const meaning = isCall ? known.meaningOf(made) : null;
  return meaning?.kind === "construction" ? meaning.construction : null;
}

import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { readsOf } from "../syntax/constants.ts";
import { isFunction, isLoop, isWithin, parentOutsideCasts } from "../syntax/unwrap.ts";
import { bindPattern } from "./bind-pattern.ts";
import type { Path, Step } from "./path.ts";
import { isRelated } from "./value.ts";
import { FUEL, TooManyPaths, type Jump, type WalkContext } from "./walk-context.ts";
import { toInitialState, type State } from "./walk-state.ts";
import { Walk } from "./walk.ts";

/** What becomes, behind a catch clause, of what it has kept of the error in a variable from outside. */
export interface Behind {
  /** The paths on which something of it is thrown, returned, sent, notified, logged or handed on. */
  readonly used: readonly Path[];
  /** Nothing of it is used on some other path. */
  readonly mayBeUnused: boolean;
}

/** The statements that are run behind another, from its own block outwards. */
type Rest = readonly (readonly TSESTree.Statement[])[];

/** What can be told apart behind the catch; a promise that is rejected there stands for the call that failed. */
const HELD = /^(?:error|made|part|holder)$/;

const unused: Behind = { used: [], mayBeUnused: true };

/** Goes on behind a catch clause: `catch (err) { failure = err; } if (failure) throw failure;` */
export function walkBehind(clause: TSESTree.CatchClause, kept: State, context: WalkContext): Behind {
  if (kept.values.size === 0) return unused;
  const rest = findRest(clause.parent);
  const isKept = (variable: Variable): boolean => isReadIn(variable, clause, rest);
  if (![...kept.values].some(([variable, value]) => HELD.test(value.kind) && isKept(variable))) return unused;
  const paths = walkRest(rest, kept, context);
  if (paths === null) return unused;
  if (isInLoop(clause)) return { used: paths.filter((path) => isSent(path, kept)), mayBeUnused: true };
  const used = paths.filter((path) => isUsed(path, kept));
  return { used, mayBeUnused: used.length < paths.length };
}

/**
 * The paths on which something is sent of what a promise handler gave in the place of a result:
 * `const row = await load().catch((err) => ({ error: err.message })); res.json(row);`
 */
export function walkBehindResult(call: TSESTree.CallExpression, path: Path, context: WalkContext): readonly Path[] {
  const { end, steps, coded } = path;
  const waiting = parentOutsideCasts(call);
  const declarator = waiting?.type === "AwaitExpression" ? parentOutsideCasts(waiting) : null;
  if (end.kind !== "returned" || !HELD.test(end.value.kind)) return [];
  if (declarator?.type !== "VariableDeclarator") return [];
  const { bindings } = context;
  const start: State = { ...toInitialState("certain"), histories: [steps], coded };
  const kept = bindPattern(declarator.id, {
    value: end.value,
    state: start,
    variableOf: (name) => bindings.declaredBy(declarator).find(({ identifiers }) => identifiers[0] === name) ?? null,
  });
  const paths = walkRest(findRest(declarator.parent), kept, context) ?? [];
  const sent = paths.filter((each) => isSentBehind(each, kept));
  return sent.map((each) => ({ ...each, end: { kind: "completed" } }));
}

/** The paths through what is behind; `null` where there are too many. It may be long, and costs no path of the catch itself. */
function walkRest(rest: Rest, kept: State, context: WalkContext): Path[] | null {
  try {
    return walkStatements(rest, kept, new Walk({ ...context, fuel: { left: FUEL / 4 } }));
  } catch (error) {
    if (error instanceof TooManyPaths) return null;
    throw error;
  }
}

function walkStatements(rest: Rest, kept: State, walk: Walk): Path[] {
  let normal: readonly State[] = [kept];
  const jumps: Jump[] = [];
  for (const statements of rest) {
    const flow = walk.block(statements, normal);
    normal = flow.normal;
    jumps.push(...flow.jumps);
  }
  return walk.paths({ normal, jumps });
}

/** What is run behind a statement, of loops as though this had been the last round. Nothing where another `try` stands around it, which has a say of its own. */
function findRest(statement: TSESTree.Node): Rest {
  const rest: (readonly TSESTree.Statement[])[] = [];
  for (let at = statement; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    if (parent.type === "TryStatement" || parent.type === "CatchClause" || isEndless(parent)) return [];
    if (parent.type === "BlockStatement")
      rest.push(parent.body.slice(parent.body.indexOf(at as TSESTree.Statement) + 1));
  }
  return rest;
}

/** `for (;;)`, `while (true)` */
function isEndless(node: TSESTree.Node): boolean {
  if (node.type === "ForStatement") return node.test === null;
  return (node.type === "WhileStatement" || node.type === "DoWhileStatement") && node.test.type === "Literal";
}

/** Whether a variable that is declared outside of a clause is read in what is run behind it. */
function isReadIn(variable: Variable, clause: TSESTree.CatchClause, rest: Rest): boolean {
  if (variable.identifiers.some((each) => isWithin(each, clause))) return false;
  const reads = readsOf(variable);
  return rest.some((statements) => statements.some((each) => reads.some((read) => isWithin(read, each))));
}

/** The next round may succeed, and what is behind the loop never be reached with the error: only an answer tells all that was kept. */
function isInLoop(clause: TSESTree.CatchClause): boolean {
  for (let at: TSESTree.Node = clause; at.parent && !isFunction(at.parent); at = at.parent)
    if (isLoop(at.parent)) return true;
  return false;
}

function isSent(path: Path, kept: State): boolean {
  const { end } = path;
  if (end.kind === "returned" && (end.value.kind === "part" || end.value.kind === "holder")) return true;
  return end.kind !== "threw" && isSentBehind(path, kept);
}

function isSentBehind(path: Path, kept: State): boolean {
  return findStepsBehind(path, kept).some(({ event }) => event.kind === "sent");
}

function isUsed(path: Path, kept: State): boolean {
  const { end } = path;
  if ((end.kind === "threw" || end.kind === "returned") && isRelated(end.value)) return true;
  return findStepsBehind(path, kept).some(({ event }) => "value" in event && isRelated(event.value));
}

/** The steps of a path that are taken behind the catch. */
function findStepsBehind({ steps }: Path, { histories }: State): readonly Step[] {
  const before = histories.filter((history) => history.every((step, index) => steps[index] === step));
  return steps.slice(Math.max(0, ...before.map(({ length }) => length)));
}

import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import type { Value } from "../analysis/value.ts";
import { isNameVisible } from "../syntax/bindings.ts";
import { someNode } from "../syntax/traverse.ts";
import { enclosingFunction, type FunctionNode, isWithin, lastName, literalString, unwrap } from "../syntax/unwrap.ts";
import { findErrorFault, isSignal } from "./error-fault.ts";
import { findExits, type Exit } from "./exit.ts";
import { isNormalising } from "./normalising.ts";
import { isRestored } from "./restored-cause.ts";
import { oncePerFile } from "../analysis/once-per-file.ts";

/** An error that is made in place of a caught one, leaves, and certainly does not carry it. */
export interface LostCause {
  /** The construction; or the call of a function of the file that makes it, and is not given the caught error. */
  readonly node: TSESTree.Node;
  readonly construction: Construction;
  /** What the construction takes of the caught error, on whatever path. */
  readonly taken: ReadonlySet<(Value & { kind: "made" })["taken"][number]>;
  /** What the caught error is called where it is lost. */
  readonly error: string;
  /** What it is bound to there; `null` where it has no name of its own. */
  readonly variable: Variable | null;
  /** `null` where the function that makes the error is given the caught one by somebody else. */
  readonly caught: CaughtError | null;
  /** The expression that leaves. */
  readonly leaving: TSESTree.Node;
}

/** Every place of a file where a cause is lost, once. */
export const findLostCauses = oncePerFile(collectLostCauses);

function collectLostCauses(facts: Facts): LostCause[] {
  const found = new Map<TSESTree.Node, LostCause>();
  for (const lost of facts.fates.flatMap((fate) => findInFate(fate, facts))) {
    const known = found.get(lost.node);
    found.set(lost.node, known ? { ...known, taken: new Set([...known.taken, ...lost.taken]) } : lost);
  }
  return [...found.values()]
    .filter((lost) => isCertain(lost, facts))
    .sort((one, other) => one.node.range[0] - other.node.range[0]);
}

/**
 * A class that is not of this file may have no place for a cause, and a client fault may hide it on purpose: they are
 * certain only where they take a part of the error. So is whatever is made where the error was declared to be of no use. A protocol's answer takes none.
 */
function isCertain(lost: LostCause, facts: Facts): boolean {
  const { construction, taken, error } = lost;
  if (isSignal(construction, facts) || construction.library?.isAnswer || isOfPackage(construction, facts)) return false;
  if (taken.size > 0) return true;
  const { kind, slot } = construction;
  if (/^(?:_|ignored?(?![a-z])|unused)/.test(error) || slot.kind === "none" || slot.kind === "unknown") return false;
  return !isOfAnotherFailure(lost, facts) && (kind !== "foreign" || (findStatus(construction) ?? 0) >= 500);
}

/** A class of a package, or of a global, that neither the contract nor anything here knows: it may have no place for a cause, and is not the reader's to change. */
function isOfPackage({ kind, slot, node }: Construction, { bindings }: Facts): boolean {
  if (kind !== "other" || slot.kind !== "unknown") return false;
  const root = bindings.originOf(node.callee)?.root;
  return root?.kind === "global" || (root?.kind === "import" && !/^(?:[.#~$]|@\/|src\/)/.test(root.module));
}

/** `const row = await fallback(id); if (!row) throw new Error("…")`: it says what came of the attempt to mend the first one. */
function isOfAnotherFailure({ construction: { node }, caught }: LostCause, { bindings }: Facts): boolean {
  const isTried = (each: TSESTree.Node): boolean => {
    const definition = each.type === "Identifier" ? bindings.variableOf(each)?.defs[0]?.node : null;
    const init = definition?.type === "VariableDeclarator" && definition.init ? unwrap(definition.init) : null;
    return init?.type === "AwaitExpression" && caught !== null && isWithin(init, caught.node);
  };
  for (let at: TSESTree.Node = node; at.parent && at !== caught?.node; at = at.parent) {
    if (at.parent.type === "IfStatement" && at.parent.test !== at && someNode(at.parent.test, isTried)) return true;
  }
  return false;
}

/** `"login ***"`, `redact(err.message)`: something of the error is kept back on purpose, which the whole of it would tell. */
function isRedaction(node: TSESTree.Node): boolean {
  if (node.type === "CallExpression") return /^(?:censor|redact|sanitiz|scrub)/.test(lastName(node.callee) ?? "");
  const text = node.type === "TemplateElement" ? node.value.raw : literalString(node);
  return text !== null && /\*{3}|\bredacted\b/i.test(text);
}

function findStatus({ form, code }: Construction): number | null {
  if (form?.status != null) return form.status;
  return code?.type === "Literal" && typeof code.value === "number" ? code.value : null;
}

function findInFate({ caught, paths }: Fate, facts: Facts): LostCause[] {
  if (paths === null || caught.kind === "boundary" || caught.binding === null) return [];
  const lost = paths
    .filter((path) => !isNormalising(path))
    .flatMap((path) =>
      findExits(path).flatMap((exit): LostCause | LostCause[] => {
        const { value } = exit;
        if (value.kind !== "made" || value.cause !== "lost" || !isReported(exit, caught, facts)) return [];
        if (exit.kind === "returned" && isResult(value.construction)) return [];
        if (isHandedBefore(exit)) return [];
        if (isRestored(path, value.construction, facts) || isTranslated(value, exit, facts)) return [];
        return toLost(value, { caught, exit, facts }) ?? [];
      }),
    );
  if (lost.length === 0 || someNode(caught.node, isRedaction)) return [];
  return lost.filter(({ leaving }) => !isSaidToHide(leaving, facts));
}

/** `// a generic error, so that the token does not leak`, right above where the error leaves. */
function isSaidToHide({ parent, range }: TSESTree.Node, { source: { ast, text } }: Facts): boolean {
  const start = parent?.range[0] ?? range[0];
  return (ast.comments ?? []).some(
    (each) =>
      each.range[1] <= start &&
      /\b(?:expos|hid|leak|secret|sensitive)/i.test(each.value) &&
      /^\s*$/.test(text.slice(each.range[1], start)),
  );
}

/** `if (err) callback(err); if (!row) callback(new Error("…"));`: whoever gets the second has the first already. */
function isHandedBefore({ before }: Exit): boolean {
  return before.some(({ event, certain }) => event.kind === "handed" && event.value.kind === "error" && certain);
}

/** `return new DuplicateError({ reason: err.message });`: of a class that nobody knows, which may be what a query answers with. */
function isResult({ kind, node: { arguments: given } }: Construction): boolean {
  return kind === "other" && given[0] !== undefined && unwrap(given[0]).type === "ObjectExpression";
}

/**
 * `if (err.code === "P2002") throw new AppError({ code: "CONFLICT" })`: a test has recognised the error as the client's fault,
 * of which nothing is taken, and nobody says that the object may hold a cause; or the class certainly has no place for one.
 */
function isTranslated({ construction, taken }: Value & { kind: "made" }, { before }: Exit, facts: Facts): boolean {
  if (construction.kind !== "coded" || findErrorFault(construction, facts) !== "client") return false;
  const isRecognised = before.some(({ event }) => event.kind === "tested" && event.outcome && !isAnyError(event.node));
  const isUnsaid = construction.binding?.object != null && taken.length === 0;
  return isRecognised && (isUnsaid || construction.slot.kind === "none");
}

/** `err instanceof Error` */
function isAnyError(test: TSESTree.Node): boolean {
  const right = test.type === "BinaryExpression" && test.operator === "instanceof" ? unwrap(test.right) : null;
  return right?.type === "Identifier" && right.name === "Error";
}

function isReported({ kind, certain }: Exit, caught: CaughtError, { setting: { policy } }: Facts): boolean {
  if (kind === "callback" && policy.callbacks !== "report") return false;
  if (kind === "returned" && (policy.returns !== "report" || caught.kind !== "catch")) return false;
  return certain;
}

interface Found {
  readonly caught: CaughtError;
  readonly exit: Exit;
  readonly facts: Facts;
}

/** Where the loss is reported, and by which name the error goes there; `null` where another handler is nearer. */
function toLost(value: Value & { kind: "made" }, { caught, exit, facts }: Found): LostCause | null {
  const { construction } = value;
  const common = { construction, taken: new Set(value.taken), leaving: exit.argument };
  if (isWithin(construction.node, caught.node)) {
    if (!isNearest(construction.node, caught.node)) return null;
    const variable = findVariable(caught, construction.node, facts);
    const error = toName(caught, facts);
    return { ...common, node: construction.node, error, variable, caught };
  }
  const helper = enclosingFunction(construction.node);
  if (!helper || isWithin(caught.node, helper)) return null;
  const parameter = findParameter(helper, caught, facts);
  if (parameter)
    return { ...common, node: construction.node, error: parameter.name, variable: parameter, caught: null };
  if (!isWithin(exit.argument, caught.node) || isThrownOnCondition(construction.node, helper)) return null;
  return { ...common, node: exit.argument, error: toName(caught, facts), variable: null, caught };
}

/** `if (!isValid(state)) throw new Error(…)` in a function that is called with a text of the error: it fails for a reason of its own. */
function isThrownOnCondition(construction: TSESTree.Node, helper: FunctionNode): boolean {
  let at = construction.parent;
  while (at && at !== helper && at.type !== "ThrowStatement") at = at.parent;
  return at?.type === "ThrowStatement" && at.parent !== helper.body;
}

function toName({ binding }: CaughtError, { source }: Facts): string {
  if (binding?.type === "Identifier") return binding.name;
  return binding ? source.text.slice(...binding.range).replace(/\s+/g, " ") : "the error";
}

function findVariable({ node, binding }: CaughtError, at: TSESTree.Node, { bindings, source }: Facts): Variable | null {
  const variable = bindings
    .declaredBy(node)
    .find(({ identifiers }) => identifiers.includes(binding as TSESTree.Identifier));
  return variable && isNameVisible(source.scopeManager, at, variable) ? variable : null;
}

/** Whether no other catch clause stands between a place and the one around it: what an inner one makes is made of what it caught. */
export function isNearest(node: TSESTree.Node, clause: TSESTree.Node): boolean {
  let at = node.parent;
  while (at && at !== clause && at.type !== "CatchClause") at = at.parent;
  return at === clause;
}

/** The parameter by which a function of the file is given the caught error itself. */
function findParameter(
  helper: FunctionNode,
  { node, binding }: CaughtError,
  { nodes, known, bindings }: Facts,
): Variable | null {
  const isError = (argument: TSESTree.Node): boolean => {
    const inner = unwrap(argument);
    const variable = inner.type === "Identifier" ? bindings.variableOf(inner) : null;
    return variable?.identifiers.includes(binding as TSESTree.Identifier) ?? false;
  };
  for (const call of nodes.calls) {
    if (!isWithin(call, node) || known.functionOf(call.callee) !== helper) continue;
    const parameter = helper.params[call.arguments.findIndex(isError)];
    const found = bindings
      .declaredBy(helper)
      .find(({ identifiers }) => identifiers.includes(parameter as TSESTree.Identifier));
    if (found) return found;
  }
  return null;
}

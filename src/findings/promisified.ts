import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { isExecutor } from "../analysis/find-handover.ts";
import { enclosingFunction, type FunctionNode, isFunction, parentOutsideCasts, unwrap } from "../syntax/unwrap.ts";

/**
 * Whether an error-first callback only makes a promise of a call, with what a private function was given: whoever waits stands in this
 * file, and knows all that is known here.
 * `const run = (file, args) => new Promise((resolve, reject) => execFile(file, args, (err, out) => (err ? reject(err) : resolve(out))));`
 */
export function isPromisified({ kind, node }: CaughtError, facts: Facts): boolean {
  const calls = kind === "callback" && isFunction(node) ? findCalls(node) : [];
  const outermost = calls.at(-1);
  const executor = outermost && enclosingFunction(outermost);
  const made = executor && isExecutor(executor, facts.bindings) ? parentOutsideCasts(executor) : null;
  const around = made && enclosingFunction(made);
  if (!around || findOnlyExpression(around) !== made || !isPrivate(around, facts)) return false;
  const given = facts.bindings.declaredBy(around).filter(({ defs }) => defs[0]?.type === "Parameter");
  return given.length > 0 && calls.every((call) => isPassingOn(call, given, facts));
}

/** The call that takes a function, and those around it whose functions do nothing else: `db.serialize(() => db.all(sql, callback))`. */
function findCalls(node: FunctionNode): TSESTree.CallExpression[] {
  const call = parentOutsideCasts(node);
  if (call?.type !== "CallExpression") return [];
  const around = enclosingFunction(call);
  if (!around || findOnlyExpression(around) !== call) return [];
  return [call, ...findCalls(around)];
}

/** All that a function does: `f()` in `() => f()`, `() => { f(); }` and `async () => { return await f(); }`. */
function findOnlyExpression({ body }: FunctionNode): TSESTree.Node | null {
  const [only, ...others] = body?.type === "BlockStatement" ? body.body : [];
  if (others.length > 0) return null;
  const said =
    only?.type === "ExpressionStatement" ? only.expression : only?.type === "ReturnStatement" ? only.argument : body;
  const inner = said && unwrap(said);
  return inner?.type === "AwaitExpression" ? unwrap(inner.argument) : inner;
}

/** `statement.execute(params, callback)`: on what was given or imported, with what was given. */
function isPassingOn(
  { callee, arguments: passed }: TSESTree.CallExpression,
  given: readonly Variable[],
  { bindings }: Facts,
): boolean {
  const isGiven = (node: TSESTree.Node): boolean => given.some((each) => each === bindings.variableOf(unwrap(node)));
  const root = unwrap(callee);
  const object = root.type === "MemberExpression" ? unwrap(root.object) : root;
  // `const run = (sql) => new Promise(…)` within a function that was given the connection
  const isLent = bindings.variableOf(object)?.defs[0]?.type === "Parameter";
  const isKnown = isLent || bindings.originOf(object)?.root.kind === "import";
  return (
    isKnown && passed.every((each) => isFunction(each) || isGiven(each.type === "SpreadElement" ? each.argument : each))
  );
}

/** A function that is only called in this file. */
function isPrivate(node: FunctionNode, { bindings }: Facts): boolean {
  const holder = node.type === "FunctionDeclaration" ? node : node.parent;
  if (holder.type === "MethodDefinition")
    return holder.key.type === "PrivateIdentifier" || holder.accessibility === "private";
  if (holder.parent?.type === "ExportNamedDeclaration" || holder.parent?.parent?.type === "ExportNamedDeclaration")
    return false;
  const [variable] = holder === node || holder.type === "VariableDeclarator" ? bindings.declaredBy(holder) : [];
  const uses = variable?.references.filter(({ init }) => !init) ?? [];
  return (
    uses.length > 0 &&
    uses.every(
      ({ identifier: { parent }, identifier }) => parent.type === "CallExpression" && parent.callee === identifier,
    )
  );
}

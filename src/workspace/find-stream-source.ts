import type { TSESTree } from "@typescript-eslint/types";
import { isOfStreams } from "../analysis/find-handover.ts";
import { someNode } from "../syntax/traverse.ts";
import { isFunction, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { TypeName } from "./file-contribution.ts";
import { toReference, type ReadFile } from "./to-reference.ts";

/** Packages that run the functions of a service in what they give back. */
const hosting = /^@nestjs\/(?!axios$)/;

/** Whose stream it is that a `catchError(…)` hears of alone: `client.get(path).pipe(map((each) => each.data), catchError(…))`. */
export function findStreamSource(call: TSESTree.Node, file: ReadFile): TypeName | null {
  if (call.type !== "CallExpression" || !isOfStreams(unwrap(call.callee), "catchError", file.facts.bindings))
    return null;
  const pipe = parentOutsideCasts(call);
  if (pipe?.type !== "CallExpression" || !isPipe(pipe)) return null;
  const index = pipe.arguments.findIndex((each) => unwrap(each) === call);
  return index < 0 || pipe.arguments.slice(0, index).some(mayFail) ? null : findSource(pipe, file);
}

function findSource({ callee }: TSESTree.CallExpression, file: ReadFile): TypeName | null {
  const source = callee.type === "MemberExpression" ? unwrap(callee.object) : null;
  if (source?.type !== "CallExpression") return null;
  if (isPipe(source)) return source.arguments.some(mayFail) ? null : findSource(source, file);
  const to = source.arguments.some(isGiving) ? null : toReference(source.callee, file);
  const of = to?.kind === "member" ? to.of : null;
  return of === null || of.module === null || hosting.test(of.module) ? null : of;
}

function isPipe({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === "MemberExpression" && propertyName(callee) === "pipe";
}

/** Whether an operator could fail with what the project throws: it runs a function that does more than look. */
function mayFail(operator: TSESTree.Node): boolean {
  const inner = unwrap(operator);
  if (inner.type !== "CallExpression") return true;
  return inner.arguments.some(
    (each) => unwrap(each).type !== "Literal" && (!isFunction(unwrap(each)) || isActive(each)),
  );
}

function isActive(node: TSESTree.Node): boolean {
  return someNode(node, ({ type }) =>
    /^(?:Call|New|Await|Yield|Import|TaggedTemplate)Expression$|^ThrowStatement$/.test(type),
  );
}

function isGiving(argument: TSESTree.Node): boolean {
  return someNode(argument, isFunction);
}

import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, lastName, parentOutsideCasts, unwrap } from "../syntax/unwrap.ts";
import { traverse } from "../syntax/traverse.ts";
import { isThrowingCall } from "./find-expected.ts";
import type { ReadFile } from "./to-reference.ts";

/**
 * Where a test gets hold of an error without catching it: `await t.throwsAsync(load())`, `await load().catch((err) => err)`,
 * `next.mock.calls[0][0]`, `const [err] = next.firstCall.args`.
 */
export function findObtainedErrors(file: ReadFile): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  traverse(file.facts.source.ast, (node) => {
    if (node.type === "CallExpression" && (isThrowingCall(node, file) || isGivenBack(node)))
      found.push(toAwaited(node));
    if (node.type === "MemberExpression") found.push(...findGiven(node, file));
  });
  return found;
}

/** `load().catch((err) => err)`, `load().then(refuse, (err) => err)` */
function isGivenBack({ callee, arguments: given }: TSESTree.CallExpression): boolean {
  const name = callee.type === "MemberExpression" ? lastName(callee) : null;
  const taker = name === "catch" ? given[0] : name === "then" ? given[1] : undefined;
  const inner = taker && unwrap(taker);
  if (!inner || !isFunction(inner) || !inner.body) return false;
  const [parameter] = inner.params;
  const body = unwrap(inner.body);
  return parameter?.type === "Identifier" && body.type === "Identifier" && body.name === parameter.name;
}

function toAwaited(node: TSESTree.Node): TSESTree.Node {
  const parent = parentOutsideCasts(node);
  return parent?.type === "AwaitExpression" ? parent : node;
}

/** What a double was given that errors are handed on to, all arguments of one call. */
const givenToDouble =
  /(?:^|\.)(?:mock_?)?(?:next|done|cb|callback|reject)\.(?:mock\.calls(?:\[\d+\]|\.at\(-?\d+\))(?:\.arguments)?|mock\.lastCall|(?:(?:first|second|third|last)Call|getCall\(-?\d+\))\.args|args\[\d+\])$/i;

/** The first argument, by its place or by a pattern. */
function findGiven(node: TSESTree.MemberExpression, { facts: { source, bindings } }: ReadFile): TSESTree.Node[] {
  const text = source.text.slice(...node.range).replaceAll(/[\s?!]/g, "");
  if (!givenToDouble.test(text.replaceAll(".[", "["))) return [];
  const parent = parentOutsideCasts(node);
  if (parent?.type === "MemberExpression") {
    const { property, computed } = parent;
    return computed && property.type === "Literal" && property.value === 0 ? [parent] : [];
  }
  const pattern = parent?.type === "VariableDeclarator" && parent.id.type === "ArrayPattern" ? parent.id : null;
  const first = pattern?.elements[0];
  const variable = first?.type === "Identifier" ? bindings.variableOf(first) : null;
  return variable?.references.filter((each) => each.isRead()).map(({ identifier }) => identifier) ?? [];
}

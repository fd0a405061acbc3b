import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { traverse } from "../syntax/traverse.ts";
import { isWithin, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";
import { isTextReader } from "./text-reader.ts";

/** `made`: what something that is given the error has made of it. */
export type Piece =
  string | { readonly kind: "error" } | { readonly kind: "data" | "made"; readonly node: TSESTree.Node };

interface Context {
  /** `null` where none is at hand. */
  readonly error: Variable | null;
  readonly facts: Facts;
}

/** The text that an unreassigned variable was declared with, where a message is no more than its name. */
export function resolveText(node: TSESTree.Node, { bindings }: Facts): TSESTree.Node {
  const inner = unwrap(node);
  const init = inner.type === "Identifier" ? findInit(bindings.variableOf(inner)) : null;
  return init && /^(?:Literal|TemplateLiteral|BinaryExpression)$/.test(init.type) ? init : inner;
}

function findInit(variable: Variable | null): TSESTree.Node | null {
  const definition = variable?.defs.length === 1 && isUnreassigned(variable) ? variable.defs[0] : null;
  const node = definition?.node;
  return node?.type === "VariableDeclarator" && node.id === definition?.name && node.init ? unwrap(node.init) : null;
}

export function toPieces(node: TSESTree.Node, context: Context): Piece[] {
  const inner = unwrap(node);
  const text = literalString(inner);
  if (text !== null) return [text];
  if (inner.type === "Literal") return [String(inner.value)];
  if (isConcatenation(inner)) return [...toPieces(inner.left, context), ...toPieces(inner.right, context)];
  const list = findJoined(inner);
  if (list) return list.flatMap((each, index) => [...(index > 0 ? [" "] : []), ...toPieces(each, context)]);
  if (inner.type !== "TemplateLiteral") {
    if (isOfError(inner, context)) return [{ kind: "error" }];
    return [{ kind: isMadeOfError(inner, context) ? "made" : "data", node: inner }];
  }
  return inner.quasis.flatMap((quasi, index): Piece[] => {
    const expression = inner.expressions[index];
    return [quasi.value.cooked ?? "", ...(expression ? toPieces(expression, context) : [])];
  });
}

/** Whether a sum is one of texts; `index + 1` is one of numbers. */
function isConcatenation(node: TSESTree.Node): node is TSESTree.BinaryExpression {
  if (node.type !== "BinaryExpression" || node.operator !== "+") return false;
  return [node.left, node.right].map(unwrap).some((side) => isText(side) || isConcatenation(side));
}

function isText(node: TSESTree.Node): boolean {
  return node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string");
}

/** The parts of `["…", err.message].join("\n")`. */
function findJoined(node: TSESTree.Node): TSESTree.Node[] | null {
  const callee = node.type === "CallExpression" ? unwrap(node.callee) : null;
  if (callee?.type !== "MemberExpression" || propertyName(callee) !== "join") return null;
  const list = unwrap(callee.object);
  return list.type === "ArrayExpression" ? list.elements.filter((element) => element !== null) : null;
}

/**
 * Whether an expression holds nothing but what it takes of the error: `err.message`, `String(err)`, `getMessage(err)`. What
 * `toDetails(err)` tells beside, a cause may not.
 */
function isOfError(node: TSESTree.Node, context: Context): boolean {
  let mentions = 0;
  let others = 0;
  traverse(node, (each, parent) => {
    if (isText(each) && parent?.type === "CallExpression" && / /.test(literalString(each) ?? " ")) others++;
    if (each.type === "CallExpression" && each.arguments.some(isValue) && !isTextReader(each)) others++;
    const variable = each.type === "Identifier" ? context.facts.bindings.variableOf(each) : null;
    if (variable === null) return;
    if (variable === context.error || isPartOfError(variable, context)) mentions++;
    else if (!isTool(variable)) others++;
  });
  return mentions > 0 && others === 0;
}

/** `const details = toDetails(err)` */
function isMadeOfError(node: TSESTree.Node, { error, facts }: Context): boolean {
  const init = node.type === "Identifier" ? findInit(facts.bindings.variableOf(node)) : null;
  return init !== null && error !== null && error.references.some(({ identifier }) => isWithin(identifier, init));
}

function isValue({ type }: TSESTree.Node): boolean {
  return type !== "Literal" && type !== "TemplateLiteral";
}

/** `const message = err instanceof Error ? err.message : String(err)`, `const { message } = err` */
function isPartOfError(variable: Variable, context: Context): boolean {
  const node = variable.defs.length === 1 && isUnreassigned(variable) ? variable.defs[0]?.node : null;
  const init = node?.type === "VariableDeclarator" ? node.init : null;
  return (
    init != null && init.range[0] > (context.error?.identifiers[0]?.range[0] ?? Infinity) && isOfError(init, context)
  );
}

/** A function, a class, an import or a global: what an expression works with, not what it holds. */
function isTool({ defs }: Variable): boolean {
  return defs.every(({ type }) => type === "FunctionName" || type === "ClassName" || type === "ImportBinding");
}

import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import { isOfVariable } from "../rewrite/code-words.ts";
import { nearestFunctionName, isFunction, literalString } from "../syntax/unwrap.ts";

const INVARIANT =
  /\b(?:unreachable|exhaustive|impossible|invariant|assertion|unexpected (?:case|kind|value|state|branch|variant)|should(?: never| not|n['’]t) |must never|can(?:not| ?not|'t) happen|never (?:happen|reach)|this is a bug|unhandled (?:case|kind|type|value))/i;

/** Whether an error that is made here says "this cannot be": it reaches the boundary as the server's fault. */
export function isInvariant(node: TSESTree.Node, construction: Construction | null): boolean {
  if (construction && /Assert|Invariant|Unreachable/.test(construction.name)) return true;
  const first = construction?.node.arguments[0] ?? node;
  return INVARIANT.test(textOf(first)) || isInvariantName(nearestFunctionName(node)) || isNeverDefault(node);
}

function textOf(node: TSESTree.Node): string {
  const text = literalString(node);
  if (text !== null) return text;
  if (node.type === "TemplateLiteral") return node.quasis.map(({ value }) => value.raw).join(" ");
  return node.type === "BinaryExpression" ? `${textOf(node.left)} ${textOf(node.right)}` : "";
}

export function isInvariantName(name: string | null): boolean {
  return name !== null && /^(?:assert|invariant|unreachable|exhaust|never)/i.test(name);
}

/** `default: { const never: never = kind; throw … }`, `throw new Error(kind satisfies never)` */
export function isNeverDefault(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at && !isFunction(at); at = at.parent) {
    if (at.type !== "SwitchCase" || at.test !== null) continue;
    return at.consequent.some(
      (each) => isNeverDeclaration(each) || (each.type === "BlockStatement" && each.body.some(isNeverDeclaration)),
    );
  }
  return false;
}

function isNeverDeclaration(node: TSESTree.Node): boolean {
  return (
    node.type === "VariableDeclaration" &&
    node.declarations.some(
      ({ id }) => id.type === "Identifier" && id.typeAnnotation?.typeAnnotation.type === "TSNeverKeyword",
    )
  );
}

/** Whether a `switch` on everything that may come was left with nothing else, directly in one function: an unreachable `default`. */
export function isDefaultCase(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at && !isFunction(at); at = at.parent) {
    if (at.type === "SwitchCase") return at.test === null;
  }
  return false;
}

/** "`useOrder` must be used within …", "STRIPE_KEY is not set": who wrote or set up the program has to act, before it serves anybody. */
const MISUSE =
  /\b(?:must|can only) be (?:used|called|run|rendered|wrapped) |\bused outside\b|\benv(?:ironment)?[ _-]?var|\b[Nn]ot (?:been |yet |properly )?(?:set|set up|configured|initiali[sz]ed|registered|mounted|implemented)\b|\b[A-Z][A-Z\d]*_[A-Z\d_]+ (?:is|are|must|not|env|missing)\b|\b(?:[Mm]issing|[Pp]rovide) [A-Z][A-Z\d]*_[A-Z\d_]+|\babstract\b/;

/** Whether an error says that the program itself is put together wrongly. */
export function isMisuse({ node, name }: Construction): boolean {
  const [message] = node.arguments;
  const text = message ? textOf(message) : "";
  return name === "TypeError" || MISUSE.test(text) || isOfVariable(text);
}

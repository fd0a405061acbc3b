import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { literalString, unwrap } from "../syntax/unwrap.ts";
import { findOwnStatement } from "./remove-notification.ts";
import { removeStatement } from "./remove-statement.ts";
import { removeUnusedNames } from "./remove-unused-names.ts";

/** A call that writes a log record of an error. */
export interface Log {
  readonly node: TSESTree.CallExpression;
  /** What the error is bound to. */
  readonly error: Variable;
}

/** Takes a log record out that tells of an error and of nothing else. The reason, as a clause, where something would go with it. */
export function removeLog({ node, error }: Log, facts: Facts): TextEdit[] | string {
  const statement = findOwnStatement(node);
  if (!statement) return "the log is a part of another expression";
  if (!node.arguments.every((argument) => isOfError(argument, error, facts)))
    return "the log carries something that would be lost";
  const removal = removeStatement(statement, facts.source, { isAbout: speaksOfLogging });
  return typeof removal === "string" ? removal : removeUnusedNames([removal], facts.source);
}

/** Whether an expression holds the error, texts that are written out, and nothing else. */
function isOfError(node: TSESTree.Node, error: Variable, facts: Facts): boolean {
  const inner = unwrap(node);
  const isOf = (each: TSESTree.Node): boolean => isOfError(each, error, facts);
  switch (inner.type) {
    case "Identifier":
      return facts.bindings.variableOf(inner) === error;
    case "MemberExpression":
      return !inner.computed && isOf(inner.object);
    case "TemplateLiteral":
      return inner.expressions.every(isOf);
    case "BinaryExpression":
      return inner.operator === "+" && isOf(inner.left) && isOf(inner.right);
    case "ObjectExpression":
      return inner.properties.every((each) => each.type === "Property" && !each.computed && isOf(each.value));
    case "CallExpression":
      return facts.known.meaningOf(inner)?.kind === "conversion" && inner.arguments.every(isOf);
    default:
      return literalString(inner) !== null;
  }
}

function speaksOfLogging(comment: string): boolean {
  return /\blog(?:s|ged|ging)?\b/i.test(comment);
}

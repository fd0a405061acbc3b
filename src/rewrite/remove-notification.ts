import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Known } from "../analysis/known.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { enclosingFunction, unwrap, type FunctionNode } from "../syntax/unwrap.ts";
import { removeStatement } from "./remove-statement.ts";
import { removeUnusedNames } from "./remove-unused-names.ts";

/** A call that reports an error. */
export interface Notification {
  readonly node: TSESTree.CallExpression;
  /** The function of this file by which it does so, if it does not itself. */
  readonly through: string | null;
  /** The function that the error would leave. */
  readonly function: FunctionNode | null;
}

/**
 * Takes a call that reports an error out, with the comment that was about it and what nothing uses any more. The reason, as
 * a clause, where something else would go with it.
 */
export function removeNotification(notification: Notification, facts: Facts): TextEdit[] | string {
  const statement = findOwnStatement(notification.node);
  if (!statement) return "the report is a part of another expression";
  const loss = findLoss(notification, facts);
  if (loss !== null) return loss;
  const removal = removeStatement(statement, facts.source, { isAbout: speaksOfReporting });
  return typeof removal === "string" ? removal : removeUnusedNames([removal], facts.source);
}

/** The statement that a call is: `notify(err);`, `await notify(err);`, `void notify(err);`. */
export function findOwnStatement(node: TSESTree.CallExpression): TSESTree.ExpressionStatement | null {
  let at: TSESTree.Node = node;
  while (at.parent && /^(?:Await|Unary|Chain|TSNonNull)Expression$/.test(at.parent.type)) at = at.parent;
  return at.parent?.type === "ExpressionStatement" ? at.parent : null;
}

/** What would be lost with a report, or `null`. */
function findLoss({ node, through, function: around }: Notification, { known }: Facts): string | null {
  if (enclosingFunction(node) !== around)
    return "the report stands in a scope of its own, whose metadata would be lost";
  const [error, ...others] = node.arguments;
  if (!error || others.length > 0) return "the report carries metadata that would be lost";
  if (!isErrorAlone(error)) return "the report carries an error of its own making that would be lost";
  const helper = through === null ? null : known.functionOf(node.callee);
  return helper && !doesOnlyReport(helper, known) ? `\`${through}\` does more than report` : null;
}

/** Whether an expression is nothing but an error, or what is made of it to have one: `err instanceof Error ? err : new Error(String(err))`. */
function isErrorAlone(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case "Identifier":
      return true;
    case "MemberExpression":
      return isErrorAlone(inner.object);
    case "ConditionalExpression":
      return isErrorAlone(inner.consequent) && isErrorAlone(inner.alternate);
    case "CallExpression":
    case "NewExpression": {
      const [argument, ...others] = inner.arguments;
      const isConversion = inner.callee.type === "Identifier" && /^(?:Error|String)$/.test(inner.callee.name);
      return isConversion && argument !== undefined && others.length === 0 && isErrorAlone(argument);
    }
    default:
      return false;
  }
}

/** Whether a function reports and logs, and does nothing else that anybody could miss. */
function doesOnlyReport({ body }: FunctionNode, known: Known): boolean {
  return body.type === "BlockStatement" ? body.body.every((each) => isReport(each, known)) : isReport(body, known);
}

function isReport(node: TSESTree.Node | null, known: Known): boolean {
  switch (node?.type) {
    case undefined:
      return true;
    case "BlockStatement":
      return node.body.every((each) => isReport(each, known));
    case "IfStatement":
      return isReport(node.consequent, known) && isReport(node.alternate, known);
    case "ExpressionStatement":
      return isReport(unwrap(node.expression), known);
    case "ReturnStatement":
    case "AwaitExpression":
    case "UnaryExpression":
      return isReport(node.argument && unwrap(node.argument), known);
    case "CallExpression":
      return isReportingCall(node, known);
    default:
      return false;
  }
}

function isReportingCall(node: TSESTree.CallExpression, known: Known): boolean {
  const meaning = known.meaningOf(node);
  return meaning?.kind === "notification" || meaning?.kind === "log";
}

function speaksOfReporting(comment: string): boolean {
  return /\b(?:re-?port|notif|monitor|captur|alert|bugsnag|sentry|rollbar|honeybadger|raygun|datadog|posthog)/i.test(
    comment,
  );
}

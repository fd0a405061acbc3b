import { ts } from "ts-morph";
import { visit } from "../rename-code/ts-nodes.ts";
import { stringValues } from "./code-source.ts";
import { isStatus } from "./error-class.ts";
import { findWrittenStatus } from "./find-written-status.ts";

/** Codes, and the one status that is answered where an error is told by them. */
export interface AnsweredStatus {
  readonly codes: readonly string[];
  readonly status: number;
}

/** What is answered behind `if (err.code === "LATE")`, or in a `case "LATE":`; `null` where that is no status, or more than one. */
export function findAnswered(node: ts.Node, checker: ts.TypeChecker): AnsweredStatus | null {
  if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
    const test = ts.isIfStatement(node) ? node.expression : node.condition;
    return toAnswered(comparedIn(test), [ts.isIfStatement(node) ? node.thenStatement : node.whenTrue], checker);
  }
  if (!ts.isCaseClause(node) || node.statements.length === 0) return null;
  return toAnswered(casesOf(node), node.statements, checker);
}

/** A clause's own test, and those of the empty ones above it. */
function casesOf(clause: ts.CaseClause): ts.Expression[] {
  const { clauses } = clause.parent;
  const together: ts.CaseOrDefaultClause[] = [clause];
  for (let at = clauses.indexOf(clause) - 1; clauses[at]?.statements.length === 0; at--)
    together.push(...clauses.slice(at, at + 1));
  return together.every(ts.isCaseClause) ? together.map(({ expression }) => expression) : [];
}

/** What something is compared with, where one of these comparisons holds. */
function comparedIn(test: ts.Expression): ts.Expression[] {
  if (ts.isParenthesizedExpression(test)) return comparedIn(test.expression);
  if (!ts.isBinaryExpression(test)) return [];
  const { left, right, operatorToken } = test;
  if (operatorToken.kind === ts.SyntaxKind.BarBarToken) {
    const [one, other] = [comparedIn(left), comparedIn(right)];
    return one.length > 0 && other.length > 0 ? [...one, ...other] : [];
  }
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return [...comparedIn(left), ...comparedIn(right)];
  const isEqual = [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.EqualsEqualsToken].includes(operatorToken.kind);
  return isEqual && isCode(left) ? [right] : [];
}

/** `err.code`, `error.errorCode`, `code` */
function isCode(node: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  return ts.isIdentifier(name) && /^(?:code|key|name|reason|type)$|code$/i.test(name.text);
}

function toAnswered(
  compared: readonly ts.Expression[],
  answers: readonly ts.Node[],
  checker: ts.TypeChecker,
): AnsweredStatus | null {
  const values = compared.map((each) => stringValues(each, checker));
  const isKnown = values.length > 0 && values.every(({ length }) => length === 1);
  const [status, ...others] = isKnown ? new Set(answers.flatMap((each) => statusesIn(each, checker))) : [];
  return status === undefined || others.length > 0 ? null : { codes: values.flat(), status };
}

/** The statuses that a response, or an error, is given in a piece of code. */
function statusesIn(answer: ts.Node, checker: ts.TypeChecker): number[] {
  const found: number[] = [];
  visit(answer, (node) => {
    const given = toGiven(node);
    const status = given && findWrittenStatus(given, checker);
    if (status !== null && isStatus(status) && status >= 400) found.push(status);
  });
  return found;
}

/** `res.status(404)`, `reply.code(404)`, `ctx.status = 404`, `{ statusCode: 404 }`, `createError(404)`, and `return 404` of what is called after it */
function toGiven(node: ts.Node): ts.Expression | null {
  if (ts.isCallExpression(node)) return setters.test(toLastName(node.expression)) ? (node.arguments[0] ?? null) : null;
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.EqualsToken && statusNames.test(toLastName(node.left))
      ? node.right
      : null;
  if (ts.isPropertyAssignment(node)) return statusNames.test(node.name.getText()) ? node.initializer : null;
  return ts.isReturnStatement(node) && isOfStatus(node) ? (node.expression ?? null) : null;
}

/** Whether a function gives statuses back, by its name. */
function isOfStatus(node: ts.Node): boolean {
  const around = ts.findAncestor(node, ts.isFunctionLike);
  const holder = around?.parent;
  const name = around?.name ?? (holder && ts.isVariableDeclaration(holder) ? holder.name : undefined);
  return /status|http/i.test(name?.getText() ?? "");
}

const setters = /^(?:status|sendStatus|code|createError|createHttpError|httpError)$/;
const statusNames = /^(?:status|statusCode|httpStatus|httpStatusCode|http)$/;

function toLastName(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) ? node.text : "";
}

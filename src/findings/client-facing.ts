import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { toPackagePath } from "../analysis/match.ts";
import type { Outcomes } from "../analysis/test-outcome.ts";
import { isDriver, isRawErrorName } from "../knowledge/drivers.ts";
import { isSystemCode } from "../knowledge/system-codes.ts";
import { lastName, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";

/**
 * Whether a path has found out, by a test of the error, that it is of a kind whose message was written for clients: of a
 * class of the project's or of a validation library, by a guard, by its name, its own code or its status.
 */
export function isClientFacing(outcomes: Outcomes, facts: Facts): boolean {
  return [...outcomes].some(([node, outcome]) => isChoice(unwrap(node), outcome, facts));
}

/** `@Catch(HttpException) class Filter { catch(exception, host) }`: NestJS gives it only errors whose messages were written for clients. */
export function isFilterOfClientFacing({ kind, node }: CaughtError, facts: Facts): boolean {
  const member = kind === "boundary" ? node.parent : null;
  if (member?.type !== "MethodDefinition") return false;
  const classes = member.parent.parent.decorators.flatMap(({ expression }) => {
    if (expression.type !== "CallExpression") return [];
    const origin = facts.bindings.originOf(expression.callee);
    return origin?.root.kind === "import" && origin.path[0] === "Catch" ? expression.arguments : [];
  });
  return classes.length > 0 && classes.every((each) => isOwnClass(unwrap(each), facts));
}

function isChoice(node: TSESTree.Node, outcome: boolean, facts: Facts): boolean {
  switch (node.type) {
    case "BinaryExpression":
      return isComparison(node, outcome, facts);
    case "SwitchCase":
      return outcome && node.test !== null && isSwitched(node, node.test, facts);
    case "CallExpression":
      return outcome && (isGuard(node, facts) || isBeginning(node));
    case "MemberExpression":
      return outcome && isMark(propertyName(node));
    default:
      return false;
  }
}

/** A property that a project or a library puts on errors which speak to clients: `err.expose`, `err.statusCode`, `err.errorCode`. */
function isMark(name: string | null): boolean {
  return name !== null && !/^(?:isAxios|is(?:Native)?Error$)/.test(name) && !OF_ALL.test(name);
}

/** Properties that the language, drivers and HTTP clients give to errors. */
const OF_ALL =
  /^(?:message|stack|name|cause|code|errno|syscall|path|address|port|response|request|config|detail|hint|sql|sqlMessage|sqlState|query|meta|original|parent|errors|data|body|stdout|stderr|length|toString)$/;

function isComparison(node: TSESTree.BinaryExpression, outcome: boolean, facts: Facts): boolean {
  const { left, operator, right } = node;
  if (operator === "instanceof") return outcome && isOwnClass(right, facts);
  if (operator === "in") return outcome && /^(?:status|statusCode|expose|issues)$/.test(literalString(left) ?? "");
  if (/^[!=]==?$/.test(operator))
    return outcome === operator.startsWith("=") && (isValue(left, right, facts) || isValue(right, left, facts));
  const limit = unwrap(right);
  if (!isStatus(left) || limit.type !== "Literal" || typeof limit.value !== "number") return false;
  return /^<=?$/.test(operator) ? outcome && limit.value <= 500 : /^>=?$/.test(operator) && !outcome;
}

function isStatus(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return inner.type === "MemberExpression" && /^status(?:Code)?$/.test(propertyName(inner) ?? "");
}

/** `case "NotFound":` of `switch (err.code)` */
function isSwitched(node: TSESTree.SwitchCase, test: TSESTree.Node, facts: Facts): boolean {
  return isValue(node.parent.discriminant, test, facts);
}

/** `err.name === "ValidationError"`, `err.code === "ORDER_CLOSED"`, `err.status === 404` */
function isValue(asked: TSESTree.Node, value: TSESTree.Node, { setting }: Facts): boolean {
  const member = unwrap(asked);
  const property = member.type === "MemberExpression" ? propertyName(member) : null;
  if (property === "constructor") return true;
  const wanted = unwrap(value);
  const text = literalString(value);
  if (text === null) {
    const isClientFault = wanted.type === "Literal" && typeof wanted.value === "number" && wanted.value < 500;
    return isStatus(asked) ? isClientFault : property === "code" && wanted.type === "MemberExpression";
  }
  if (property === "code") return setting.contract?.codes.has(text) === true || !isSystemCode(text);
  return property !== null && !isRawErrorName(text);
}

/** A class that says more than that it is an error, and that no driver or HTTP client throws. */
function isOwnClass(node: TSESTree.Node, { known, bindings }: Facts): boolean {
  if (known.isCodedClass(node)) return true;
  const origin = bindings.originOf(node);
  const name = lastName(node) ?? "";
  if (origin?.root.kind === "global") return false;
  if (isRawErrorName(name)) return false;
  return origin?.root.kind !== "import" || !isDriver(toPackagePath(origin.root.module)) || /Validation/.test(name);
}

/** `err.message.startsWith("Content cannot be")`: words that the project wrote, where they are not a driver's or a runtime's. */
function isBeginning({ callee, arguments: [start] }: TSESTree.CallExpression): boolean {
  const method = unwrap(callee);
  if (method.type !== "MemberExpression" || propertyName(method) !== "startsWith") return false;
  const asked = unwrap(method.object);
  const text = literalString(start) ?? "";
  const [word = ""] = text.split(/[\s:]/);
  return (
    asked.type === "MemberExpression" &&
    propertyName(asked) === "message" &&
    text.length > 3 &&
    !isSystemCode(word) &&
    !isRawErrorName(word) &&
    !OF_DRIVERS.test(text)
  );
}

const OF_DRIVERS =
  /^(?:Cannot read|connect|duplicate key|fetch failed|getaddrinfo|insert into|Invalid `|NetworkError|relation|Request failed|Unique constraint|update or delete)/;

/** `isHttpError(err)`, `err.isPublic()`; not what merely says that it is an error. */
function isGuard(node: TSESTree.CallExpression, { bindings, known, setting }: Facts): boolean {
  if (known.find(node.callee, setting.contract?.guards)) return true;
  const name = lastName(node.callee) ?? "";
  const root = bindings.originOf(node.callee)?.root;
  if (root?.kind === "import" && isDriver(toPackagePath(root.module))) return false;
  return (
    /^is[A-Z]/.test(name) &&
    !/^is(?:Native)?Error$|^is(?:ErrorLike|Object|Instance)$/.test(name) &&
    !isRawErrorName(name)
  );
}

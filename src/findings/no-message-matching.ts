import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { findMessageRead } from "../analysis/find-message-read.ts";
import { isRuntimeText } from "../knowledge/runtime-texts.ts";
import { toPattern } from "../syntax/pattern.ts";
import type { Bindings } from "../syntax/bindings.ts";
import {
  enclosingFunction,
  functionName,
  isWithin,
  lastName,
  literalString,
  parentOutsideCasts,
  propertyName,
  unwrap,
  withCasts,
} from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";

const rule = "no-message-matching";

/** C4: code that branches on the text of an error's message. */
export const noMessageMatching: Finder = {
  rule,
  messages: {
    own: "`{{test}}` tells errors of ours apart by their message: a better wording would change what the code does. Ask for the code of `{{error}}`.",
    raw: "`{{test}}` tells errors apart by the message of `{{error}}`: when somebody rewords it, this stops matching without a sound. Ask for its class or code; where it has none, give it a code where it is caught first.",
  },
  concerns: /message|String\(|\$\{/,

  find(facts: Facts): Finding[] {
    if (isClientCode(facts) || !/err|catch|exception|reason|cause|\be\b/i.test(facts.source.text)) return [];
    const found = new Map<TSESTree.Node, Finding>();
    for (const match of findMatches(facts)) {
      const condition = toCondition(match.test);
      const finding = found.has(condition) ? null : toFinding(match, facts);
      if (finding) found.set(condition, finding);
    }
    return [...found.values()].sort((one, other) => one.node.range[0] - other.node.range[0]);
  },
};

/** The whole of a condition: `a || b` is one question. */
function toCondition(node: TSESTree.Node): TSESTree.Node {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "SwitchCase") return parent.parent;
  return parent?.type === "LogicalExpression" || parent?.type === "UnaryExpression" ? toCondition(parent) : node;
}

/** A test of a text, and what it looks for. */
interface Match {
  readonly test: TSESTree.Node;
  readonly subject: TSESTree.Node;
  readonly wanted: string;
}

function findMatches({ nodes }: Facts): Match[] {
  return [
    ...nodes.calls.flatMap((call) => toSearch(call) ?? []),
    ...nodes.strings.flatMap((text) => toEquality(text) ?? []),
  ];
}

const SEARCHING = new Set(["includes", "startsWith", "endsWith", "indexOf", "search", "match", "test", "exec"]);

/** `err.message.includes("x")`, `/x/.test(err.message)` */
function toSearch(call: TSESTree.CallExpression | TSESTree.NewExpression): Match | null {
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  if (callee.type !== "MemberExpression" || !first) return null;
  const method = propertyName(callee) ?? "";
  if (!SEARCHING.has(method)) return null;
  // what is cut out of a text is no test of it
  if (/^(?:match|exec|indexOf|search)$/.test(method) && !isAsked(call)) return null;
  const isPattern = method === "test" || method === "exec";
  const [subject, wanted] = isPattern ? [first, callee.object] : [callee.object, first];
  const text = textOf(wanted);
  return text === null ? null : { test: call, subject, wanted: text };
}

function textOf(node: TSESTree.Node): string | null {
  const inner = unwrap(node);
  return inner.type === "Literal" && "regex" in inner ? inner.regex.pattern : literalString(inner);
}

/** Whether a value is only asked for: in a condition, a comparison, behind `!`. */
function isAsked(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  const place = withCasts(node);
  switch (parent?.type) {
    case "IfStatement":
    case "ConditionalExpression":
    case "WhileStatement":
      return parent.test === place;
    case "UnaryExpression":
      return parent.operator === "!";
    case "BinaryExpression":
      return true;
    case "LogicalExpression":
      return isAsked(parent);
    default:
      return false;
  }
}

/** `err.message === "x"`, `switch (err.message) { case "x": … }` */
function toEquality(text: TSESTree.Node): Match | null {
  const wanted = literalString(text);
  const parent = parentOutsideCasts(text);
  const place = withCasts(text);
  if (!wanted) return null;
  if (parent?.type === "SwitchCase" && parent.test === place)
    return { test: text, subject: parent.parent.discriminant, wanted };
  if (parent?.type !== "BinaryExpression" || !/^[!=]==?$/.test(parent.operator)) return null;
  return { test: parent, subject: parent.left === place ? parent.right : parent.left, wanted };
}

function toFinding({ test, subject, wanted }: Match, facts: Facts): Finding | null {
  const read = findMessageRead(subject, facts);
  if (!read || isRuntimeText(wanted) || isCodeInText(wanted)) return null;
  if (
    !read.isCoded &&
    (isNarrowed(test, read.error, facts) || isClassifier(test) || isTranslated(test, read.error, facts))
  )
    return null;
  const data = { test: toExcerpt(test, facts), error: toExcerpt(read.error, facts) };
  return {
    rule,
    messageId: read.isCoded ? "own" : "raw",
    data,
    node: test,
    proposals: [],
    unsettled: "only a person can tell which code stands for that message",
  };
}

/** `READONLY You can't write…`: Redis and its kin put their codes into the text, and nowhere else. */
function isCodeInText(wanted: string): boolean {
  return /^\^?[A-Z][A-Z0-9_]{2,}$/.test(wanted);
}

/** Whether more is asked of the error beside its message: `err.code === "P2002" && err.message.includes("email")`. */
function isNarrowed(test: TSESTree.Node, error: TSESTree.Node, { source }: Facts): boolean {
  const name = toPattern(source.text.slice(...error.range));
  const asked = new RegExp(
    `(?<![\\w.])${name}\\)?(?:\\s+as\\s+\\w+\\))?(?:\\s+instanceof\\s+(?!Error\\b)|\\??\\.(?:code|name|status|statusCode|errno|type|constructor)\\b)`,
  );
  for (let at: TSESTree.Node | undefined = test; at?.parent; at = at.parent) {
    if (at.parent.type === "LogicalExpression" && asked.test(source.text.slice(...at.parent.range))) return true;
    if (at.parent.type === "IfStatement" && asked.test(source.text.slice(...at.parent.test.range))) return true;
    if (at.parent.type === "ConditionalExpression" && asked.test(source.text.slice(...at.parent.test.range)))
      return true;
    if (/Function/.test(at.parent.type)) return false;
  }
  return false;
}

/** Whether a test is the business of a function that gives a failure a name: `isTimeout(err)`, `toErrorCode(err)`. */
function isClassifier(test: TSESTree.Node): boolean {
  const around = enclosingFunction(test);
  const name = (around && functionName(around)) ?? "";
  return /^(?:is|has|matches|should|can|classify|categori[sz]e|detect|parse|map|to|get|normali[sz]e|convert|translate|transform|from)(?=[A-Z]|$)/.test(
    name,
  );
}

/**
 * Whether what matches gets a code at once: `if (err.message.includes("taken")) throw new AppError("CONFLICT", …)`, and
 * `if (err.message === "not found") err.code = 404;`.
 */
function isTranslated(test: TSESTree.Node, error: TSESTree.Node, facts: Facts): boolean {
  const { bindings, codedErrors, known, nodes } = facts;
  let at: TSESTree.Node | undefined = test;
  while (at && at.type !== "IfStatement" && at.type !== "ConditionalExpression" && at.type !== "SwitchCase")
    at = at.parent;
  const branches =
    at?.type === "SwitchCase"
      ? at.consequent
      : at?.type === "IfStatement" || at?.type === "ConditionalExpression"
        ? [at.consequent]
        : [];
  const isMade = (node: TSESTree.Node): boolean => branches.some((branch) => isWithin(node, branch));
  if (codedErrors.some(({ node }) => isMade(node))) return true;
  if (nodes.assignments.some(({ left }) => isMade(left) && isCodeOf(left, error, facts))) return true;
  if (nodes.throws.some(({ argument }) => isMade(argument) && isFactoryCall(argument, bindings))) return true;
  return nodes.calls.some((call) => {
    if (!isMade(call)) return false;
    const meaning = known.meaningOf(call);
    return meaning?.kind === "construction" && meaning.construction.kind !== "builtin";
  });
}

/** `err.code`, of this very error */
function isCodeOf(node: TSESTree.Node, error: TSESTree.Node, { bindings }: Facts): boolean {
  const member = unwrap(node);
  if (member.type !== "MemberExpression" || !/^(?:code|errorCode|status|statusCode)$/.test(propertyName(member) ?? ""))
    return false;
  const variable = bindings.variableOf(unwrap(member.object));
  return variable !== null && variable === bindings.variableOf(unwrap(error));
}

/** `throw ValidationError("Invalid query")`: a function that is named for the error that it makes, but for the language's. */
function isFactoryCall(node: TSESTree.Node, bindings: Bindings): boolean {
  const call = unwrap(node);
  const name = call.type === "CallExpression" ? (lastName(call.callee) ?? "") : "";
  if (call.type !== "CallExpression" || !/^[A-Z]\w+(?:Error|Exception)$/.test(name)) return false;
  return bindings.originOf(call.callee)?.root.kind !== "global";
}

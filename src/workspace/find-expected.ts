import type { TSESTree } from "@typescript-eslint/types";
import { lastName, propertyName, unwrap } from "../syntax/unwrap.ts";
import { isClassOfWraps } from "./is-class-of-wraps.ts";
import { isErrorName } from "./is-error-name.ts";
import type { ReadFile } from "./to-reference.ts";
import { nameOf } from "./to-short-text.ts";

const throwing = new Set([
  "toThrow",
  "toThrowError",
  "throw",
  "throws",
  "Throw",
  "rejectedWith",
  "toThrowErrorMatchingInlineSnapshot",
  "toThrowErrorMatchingSnapshot",
  "throwsAsync",
]);
const settledBy = new Set(["rejects", "rejected"]);

/**
 * What a test expects of an error: the class, the text or the parts in `rejects.toThrow(X)`, `assert.rejects(p, { code })`; `null`
 * where it would be met by a wrap, too.
 */
export function findExpected(call: TSESTree.CallExpression, file: ReadFile): TSESTree.Node | null {
  const asked = findFirstExpected(call, file);
  if (!asked || !isClassOfWraps(asked, file)) return asked;
  const place = call.arguments.indexOf(asked as TSESTree.Expression);
  const text = call.arguments[place + 1] ?? null;
  if (place === 0) return isThrowing(call) ? text : null;
  return text && (isPattern(text) || file.facts.imports.has("chai")) ? text : null;
}

/** Of Node's own `assert`, a text behind the class is what the assertion says, and a pattern is none. */
function isPattern(node: TSESTree.Node): boolean {
  return node.type === "Literal" && "regex" in node;
}

/** Of what takes a class and a text, the class: `rejectedWith(Error, "gone")`. */
function findFirstExpected(call: TSESTree.CallExpression, file: ReadFile): TSESTree.Node | null {
  const callee = unwrap(call.callee);
  if (isThrowingCall(call, file)) return call.arguments[1] ?? null;
  const name = callee.type === "MemberExpression" ? propertyName(callee) : null;
  if (name === null || callee.type !== "MemberExpression") return null;
  if (/Snapshot$/.test(name) && throwing.has(name)) return call;
  if (calledWith.test(name)) return findExpectedError(call, callee);
  const object = unwrap(callee.object);
  const isRejected = object.type === "MemberExpression" && settledBy.has(propertyName(object) ?? "");
  const isAsked = throwing.has(name) || isRejected || (ofError.test(name) && isBehindThrowing(object));
  return isAsked ? (call.arguments[0] ?? null) : null;
}

/** `assert.rejects(…)`, `t.throwsAsync(…)`, and `rejects(…)` of Node's own `assert`. */
export function isThrowingCall({ callee }: TSESTree.CallExpression, { facts: { bindings } }: ReadFile): boolean {
  if (/^(?:assert|t)(?:\.strict)?\.(?:rejects|throws?|Throw|throwsAsync|isRejected)$/.test(nameOf(callee))) return true;
  const origin = bindings.originOf(callee);
  const isAssert = origin?.root.kind === "import" && /^(?:node:)?assert(?:\/strict)?$/.test(origin.root.module);
  return isAssert && /^(?:rejects|throws)$/.test(origin.path.at(-1) ?? "");
}

/** Of chai, asked of what was thrown: `to.throw().with.property("name", "Error")`, `to.be.rejected.and.include({ code })` */
const ofError = /^(?:property|include|includes|contain|contains|equal|equals|eql|match|instanceof|instanceOf)$/;

function isBehindThrowing(node: TSESTree.Node): boolean {
  if (node.type === "CallExpression") return isThrowing(node) || isBehindThrowing(unwrap(node.callee));
  if (node.type !== "MemberExpression") return false;
  return settledBy.has(propertyName(node) ?? "") || isBehindThrowing(unwrap(node.object));
}

/** Whether a member is expected by its name: `rejects.toHaveProperty("name", "Error")`. */
export function isOfMember({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return /^(?:toHaveProperty|property)$/.test(lastName(callee) ?? "");
}

function isThrowing({ callee }: TSESTree.CallExpression): boolean {
  return throwing.has(lastName(callee) ?? "");
}

const calledWith =
  /^(?:toHaveBeen(?:Last|Nth)?CalledWith|(?:toBe|last|nth)CalledWith|calledWith(?:Exactly|Match)?|calledOnceWith(?:Exactly)?)$/;

/** The very error that a double was called with: `expect(next).toHaveBeenCalledWith(failure)`. What is only logged is none. */
function findExpectedError(call: TSESTree.CallExpression, { object }: TSESTree.MemberExpression): TSESTree.Node | null {
  let subject: TSESTree.Node = unwrap(object);
  while (subject.type === "MemberExpression" && /^(?:to|have|been|always)$/.test(propertyName(subject) ?? ""))
    subject = unwrap(subject.object);
  if (subject.type === "MemberExpression" && propertyName(subject) === "not") return null;
  const isAssert = /^(?:sinon\.)?assert$/.test(nameOf(subject));
  const double = subject.type === "CallExpression" ? subject.arguments[0] : call.arguments[0];
  if (!double || /log|console|warn|capture|notify|report/i.test(nameOf(double))) return null;
  const isHandedOn = /(?:^|\.)(?:mock_?)?(?:next|done|cb|callback|reject)$/i.test(nameOf(double));
  return (
    call.arguments
      .slice(isAssert ? 1 : 0)
      .find((each) => isErrorValue(unwrap(each)) || (isHandedOn && isObjectMatcher(unwrap(each)))) ?? null
  );
}

/** `expect.objectContaining({ statusCode: 404 })`, `sinon.match({ code })` */
function isObjectMatcher(node: TSESTree.Node): boolean {
  return node.type === "CallExpression" && /(?:^|\.)(?:objectContaining|match)$/.test(nameOf(node.callee));
}

function isErrorValue(node: TSESTree.Node): boolean {
  if (node.type === "Identifier") return isErrorName(node.name);
  return node.type === "NewExpression" && /Error|Exception/.test(lastName(node.callee) ?? "");
}

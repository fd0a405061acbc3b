import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import { matchMessages, matchThroughCauses } from "../rewrite/match-through-causes.ts";
import { unwrappedMessages } from "../rewrite/read-unwrapped.ts";
import { lastName, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { findWrappingFunctions, type Thrown, type WrappingFunction } from "./wrapping-function.ts";

/** C15: an error is asked for what only its cause can be. */
export const noShallowMatch: Finder = {
  rule: "no-shallow-match",
  messages: {
    shallow:
      "`{{test}}` asks `{{error}}` itself, but {{callee}} wraps what it throws: this never matches. Look through the causes of `{{error}}`.",
    ...matchMessages,
    ...unwrappedMessages,
  },
  concerns: /instanceof|code|name/,
  find: (facts) => facts.fates.flatMap((fate) => findInFate(fate, facts)),
};

function findInFate({ caught, paths }: Fate, facts: Facts): Finding[] {
  const error = facts.bindings.declaredBy(caught.node).find(({ identifiers: [name] }) => name === caught.binding);
  if (!paths || !error || caught.kind === "boundary") return [];
  const tested = paths.flatMap(({ steps }) =>
    steps.flatMap(({ event }) => (event.kind === "tested" ? [unwrap(event.node)] : [])),
  );
  const tests = [...new Set(tested)].filter((test): test is TSESTree.BinaryExpression => isDirect(test, error, facts));
  if (tests.length === 0) return [];
  const wrapping = findWrappingFunctions(caught, facts);
  const thrown = wrapping.flatMap((each) => each.thrown);
  if (thrown.length === 0) return [];
  const shallow = tests.filter((test) => thrown.every((each) => cannotMatch(test, each, facts)));
  return shallow
    .filter((test) => !isSettledBy(test, shallow))
    .map((test) => toFinding({ test, error }, wrapping, facts));
}

/** `err instanceof X && err.code === "a"`: what is asked of an `X` goes along with the test of the class. */
function isSettledBy(test: TSESTree.BinaryExpression, others: readonly TSESTree.BinaryExpression[]): boolean {
  if (test.operator === "instanceof") return false;
  const whole = toWhole(test);
  return others.some((other) => other.operator === "instanceof" && toWhole(other) === whole);
}

/** The condition that a test is a part of. */
function toWhole(test: TSESTree.Node): TSESTree.Node {
  let at = test;
  while (at.parent && /^(?:Logical|Unary)Expression$/.test(at.parent.type)) at = at.parent;
  return at;
}

/** `err instanceof X`, `err.code === "P2002"`, `err.name !== "X"` */
function isDirect(test: TSESTree.Node, error: Variable, { bindings }: Facts): boolean {
  if (test.type !== "BinaryExpression") return false;
  const isError = (node: TSESTree.Node): boolean => bindings.variableOf(unwrap(node)) === error;
  if (test.operator === "instanceof") return isError(test.left);
  const left = unwrap(test.left);
  const isEquality = /^[!=]==?$/.test(test.operator) && literalString(test.right) !== null;
  if (!isEquality || left.type !== "MemberExpression" || !isError(left.object)) return false;
  return propertyName(left) === "code" || propertyName(left) === "name";
}

/** Whether an error that is made so certainly fails a test: its class, code and name are known, and another is asked for. */
function cannotMatch(test: TSESTree.BinaryExpression, made: Thrown, facts: Facts): boolean {
  if (made.kind !== "builtin" && made.kind !== "coded") return false;
  if (test.operator === "instanceof") return isOtherClass(test.right, made, facts);
  const wanted = literalString(test.right) ?? "";
  const left = unwrap(test.left) as TSESTree.MemberExpression;
  if (propertyName(left) === "code") return made.kind === "builtin" || !facts.setting.contract?.codes.has(wanted);
  // a cancellation is handed on as it is
  return wanted !== "AbortError" && wanted !== "Error" && wanted !== toClassName(made);
}

/** Classes of packages, of the language and of the file itself; what another file of the project declares may be the base of what is thrown. */
function isOtherClass(type: TSESTree.Node, made: Thrown, { known, bindings }: Facts): boolean {
  const origin = bindings.originOf(type);
  const name = lastName(type);
  if (!origin || name === null || /^(?:Error|Object|AbortError)$/.test(name) || known.isCodedClass(type)) return false;
  if (name === toClassName(made)) return false;
  const { root } = origin;
  if (root.kind === "import") return made.kind === "builtin" || !/^(?:[.#~/]|@\/)/.test(root.module);
  return root.kind === "global" || root.kind === "declaration";
}

function toClassName({ name, binding }: Thrown): string {
  return (binding?.name ?? name).split(".")[0] ?? name;
}

function toFinding(
  match: { test: TSESTree.BinaryExpression; error: Variable },
  wrapping: readonly WrappingFunction[],
  facts: Facts,
): Finding {
  const { test, error } = match;
  const matched = matchThroughCauses({ ...match, isOwn: true }, facts);
  const names = [...new Set(wrapping.map(({ name }) => name))];
  return {
    rule: "no-shallow-match",
    messageId: "shallow",
    data: {
      test: toExcerpt(test, facts),
      error: error.name,
      callee: names.map((name) => `\`${name}\``).join(" or "),
    },
    node: test,
    proposals: typeof matched === "string" ? [] : [matched],
    unsettled: typeof matched === "string" ? matched : null,
  };
}

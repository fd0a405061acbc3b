import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import { isFunction, isLoop, parentOutsideCasts, unwrap } from "../syntax/unwrap.ts";
import type { Nodes } from "./facts.ts";
import { findTestKey, isUnbound } from "./test-key.ts";

/** What a test asks: where the same is asked, the text is the same, and so are the variables. */
export interface Question {
  readonly text: string;
  readonly variables: readonly Variable[];
}

/** Up to which offset of a file each question may still be asked. Behind that, nobody asks how it came out. */
export class LastAsked {
  readonly #byText = new Map<string, number>();
  #unbound: readonly Test[] | null = null;

  constructor(
    readonly deciding: Nodes["deciding"],
    readonly bindings: Bindings,
  ) {}

  /** Whether somebody may ask behind a test what it asked. */
  isAskedBehind(test: TSESTree.Node, question: Question): boolean {
    return !isLastOf(question.variables[0], test) && this.#of(question) > test.range[1];
  }

  #of(question: Question): number {
    const known = this.#byText.get(question.text) ?? this.#find(question);
    this.#byText.set(question.text, known);
    return known;
  }

  /** The same by the text of a question that was looked for before. */
  ofText(text: string): number {
    return this.#byText.get(text) ?? Infinity;
  }

  #find({ text, variables: [variable] }: Question): number {
    const tests = variable ? findTests(variable) : this.#findUnbound();
    const same = tests.filter((test) => findQuestion(test, this.bindings)?.text === text);
    const asked = same.map(({ node }) => toAsked(node));
    // a function that is called later asks then
    const isElsewhere = asked.some((each) => each.function !== asked[0]?.function);
    return asked.length === 0 || isElsewhere ? Infinity : Math.max(...asked.map(({ until }) => until));
  }

  #findUnbound(): readonly Test[] {
    return (this.#unbound ??= this.deciding.flatMap(toTests).filter(({ node, against }) => isUnbound(against ?? node)));
  }
}

interface Test {
  readonly node: TSESTree.Node;
  /** What it is compared with as a `case`. */
  readonly against: TSESTree.Node | null;
}

function findQuestion({ node, against }: Test, bindings: Bindings): Question | null {
  if (against) return findComparison(against, node, bindings);
  const key = findTestKey(node, bindings);
  return key && { text: key.asked, variables: key.variables };
}

/** What `left === right` asks, as a `case` does. */
export function findComparison(left: TSESTree.Node, right: TSESTree.Node, bindings: Bindings): Question | null {
  const [one, other] = [findTestKey(left, bindings), findTestKey(right, bindings)];
  return one && other && { text: `${one.text} === ${other.text}`, variables: [...one.variables, ...other.variables] };
}

/** The tests in which a variable may be asked for. */
function findTests({ references }: Variable): Test[] {
  return references.flatMap(({ identifier }) => {
    let at = parentOutsideCasts(identifier as TSESTree.Node);
    while (at && COMPARING.has(at.type)) at = parentOutsideCasts(at);
    return at ? toTests(at) : [];
  });
}

const COMPARING: ReadonlySet<string> = new Set([
  "MemberExpression",
  "BinaryExpression",
  "UnaryExpression",
  "SwitchCase",
]);

/** What a node asks that is not made of other tests. */
function toTests(node: TSESTree.Node): Test[] {
  switch (node.type) {
    case "SwitchStatement":
      return node.cases.flatMap(({ test }) => (test ? [{ node: test, against: node.discriminant }] : []));
    case "LogicalExpression":
      return node.operator === "??" ? [] : [node.left, node.right].flatMap(toAtoms);
    case "IfStatement":
    case "ConditionalExpression":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      return node.test ? toAtoms(node.test) : [];
    default:
      return [];
  }
}

/** A side of `a && b` is asked as that expression is. */
function toAtoms(test: TSESTree.Node): Test[] {
  const inner = unwrap(test);
  if (inner.type === "UnaryExpression" && inner.operator === "!") return toAtoms(inner.argument);
  return inner.type === "LogicalExpression" && inner.operator !== "??" ? [] : [{ node: inner, against: null }];
}

/** Whether a test is the last to read a variable, which only its own function reads: most are told by that alone. */
function isLastOf(variable: Variable | undefined, test: TSESTree.Node): boolean {
  const own = variable?.references[0]?.from.variableScope;
  const isDone = variable?.references.every(
    ({ identifier, from }) => identifier.range[1] <= test.range[1] && from.variableScope === own,
  );
  return isDone === true && !mayBeAskedAgain(test);
}

/** Whether a test stands in a loop, or in another one that may ask for its outcome twice. */
function mayBeAskedAgain(test: TSESTree.Node): boolean {
  for (let at = test; at.parent; at = at.parent) {
    const { parent } = at;
    if (isFunction(parent) && parent.parent.type !== "CallExpression") return false;
    if (isLoop(parent) || parent.type === "LogicalExpression") return true;
  }
  return false;
}

interface Asked {
  readonly function: TSESTree.Node | null;
  readonly until: number;
}

/**
 * The function whose call asks a test: one that is handed to a call at once is walked, if at all, where it stands. A loop
 * asks again in its next round; and the left side of `||` is asked for its truth, and then for its value.
 */
function toAsked(test: TSESTree.Node): Asked {
  let [, until] = test.range;
  for (let at = test; at.parent; at = at.parent) {
    const { parent } = at;
    if (isFunction(parent) && parent.parent.type !== "CallExpression") return { function: parent, until };
    const isAgain = isLoop(parent) || (parent.type === "LogicalExpression" && parent.left === at);
    if (isAgain) [, until] = parent.range;
  }
  return { function: null, until };
}

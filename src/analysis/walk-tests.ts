import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isUnreassigned } from "../syntax/bindings.ts";
import { isWithin, lastName, unwrap } from "../syntax/unwrap.ts";
import { findComparison, type Question } from "./last-asked.ts";
import { findTestKey } from "./test-key.ts";
import { isRelated, type Value } from "./value.ts";
import type { Outcome } from "./walk-context.ts";
import { keepOutcomes, withOutcome, type State } from "./walk-state.ts";
import type { Walk } from "./walk.ts";

/** What tests tell of a state: which way each goes, and what is known of the error behind it. */
export class WalkTests {
  constructor(readonly walk: Walk) {}

  readonly #testVariables = new Map<string, readonly Variable[]>();

  compare(
    test: { node: TSESTree.Node; left: TSESTree.Node; right: TSESTree.Node },
    state: State,
    value: Value,
  ): { yes: readonly State[]; no: readonly State[] } {
    const question = findComparison(test.left, test.right, this.walk.context.bindings);
    return this.#split(state, { question, node: test.node, tests: isRelated(value) });
  }

  /** In the next round of a loop the variables declared in it are others, and so are the tests of them. */
  forget(state: State, loop: TSESTree.Node): State {
    const declaredInside = (name: string): boolean =>
      this.#testVariables.get(name)?.some((variable) => isInside(variable, loop)) ?? false;
    return keepOutcomes(state, (test) => !declaredInside(test));
  }

  branches(test: TSESTree.Node, states: readonly State[]): { yes: readonly State[]; no: readonly State[] } {
    const splits = states.map((state) => this.branch(test, state));
    return {
      yes: this.walk.merge(splits.flatMap(({ yes }) => yes)),
      no: this.walk.merge(splits.flatMap(({ no }) => no)),
    };
  }

  branch(test: TSESTree.Node, state: State): { yes: readonly State[]; no: readonly State[] } {
    const node = unwrap(test);
    if (node.type === "UnaryExpression" && node.operator === "!") {
      const { yes, no } = this.branch(node.argument, state);
      return { yes: no, no: yes };
    }
    if (node.type === "LogicalExpression" && node.operator !== "??") {
      const left = this.branch(node.left, state);
      const goesOn = node.operator === "&&" ? left.yes : left.no;
      const right = this.branches(node.right, goesOn);
      return node.operator === "&&"
        ? { yes: right.yes, no: [...left.no, ...right.no] }
        : { yes: [...left.yes, ...right.yes], no: right.no };
    }
    if (node.type === "Literal") return node.value ? { yes: [state], no: [] } : { yes: [], no: [state] };
    const splits = this.walk.expressions.evaluate(node, state, true).map((outcome) => this.#atom(node, outcome));
    return { yes: splits.flatMap(({ yes }) => yes), no: splits.flatMap(({ no }) => no) };
  }

  /** A test that is not made of others. */
  #atom(node: TSESTree.Node, { state, value }: Outcome): { yes: readonly State[]; no: readonly State[] } {
    const found = findTestKey(node, this.walk.context.bindings);
    const { negated } = found ?? { negated: false };
    const question = found && { text: found.asked, variables: found.variables };
    if (question) this.#testVariables.set(question.text, question.variables);
    const kept = this.#presenceTest(node, (each) => this.#isKept(each, state));
    if (kept !== null) return kept ? { yes: [state], no: [] } : { yes: [], no: [state] };
    const present =
      state.presence === "possible" ? this.#presenceTest(node, (each) => this.isError(each, state)) : null;
    if (present !== null) {
      const certain = toCertain(state);
      const known = question ? this.#withOutcome(certain, { question, node }, present !== negated) : certain;
      return present ? { yes: [known], no: [] } : { yes: [], no: [known] }; // where there is no error, nothing happens to it
    }
    const split = this.#split(state, {
      question,
      node,
      tests: isRelated(value) || this.mentions(node, state) || isAbortTest(node),
    });
    const { yes, no } = negated ? { yes: split.no, no: split.yes } : split;
    if (this.#isCodedTest(node, state)) return { yes: yes.map((each) => ({ ...toCertain(each), coded: true })), no };
    return this.#provesPresence(node, state) ? { yes: yes.map(toCertain), no } : { yes, no };
  }

  /** `err?.code === "ENOENT"`: what has such a member is there. */
  #provesPresence(node: TSESTree.Node, state: State): boolean {
    if (state.presence === "certain" || node.type !== "BinaryExpression" || !/^===?$/.test(node.operator)) return false;
    const member = unwrap(node.left);
    const isValue = node.right.type === "Literal" && node.right.value !== null;
    return isValue && member.type === "MemberExpression" && this.isError(member.object, state);
  }

  /** Whether an outcome means that the error is there: `true` for `err`, `err != null`, `false` for `err === null`; `null` for any other test. */
  #presenceTest(node: TSESTree.Node, isError: (each: TSESTree.Node) => boolean): boolean | null {
    if (isError(node)) return true;
    if (node.type !== "BinaryExpression") return null;
    const isNothing = (side: TSESTree.Node): boolean =>
      (side.type === "Literal" && side.value === null) || (side.type === "Identifier" && side.name === "undefined");
    const against = isNothing(node.right) ? node.left : isNothing(node.left) ? node.right : null;
    if (!against || !isError(against)) return null;
    return node.operator.startsWith("!") ? true : node.operator.startsWith("==") ? false : null;
  }

  /** `failure`, where a catch has assigned it an error before: it is there. */
  #isKept(node: TSESTree.Node, state: State): boolean {
    const variable = node.type === "Identifier" ? this.walk.context.bindings.variableOf(node) : null;
    const value = variable && state.values.get(variable);
    if (!value || variable.defs[0]?.type !== "Variable" || state.presence === "possible") return false;
    return /^(?:error|made|holder)$/.test(value.kind) && !isUnreassigned(variable);
  }

  isError(node: TSESTree.Node, state: State): boolean {
    const inner = unwrap(node);
    if (inner.type !== "Identifier") return false;
    const variable = this.walk.context.bindings.variableOf(inner);
    return variable !== null && state.values.get(variable)?.kind === "error";
  }

  #isCodedTest(node: TSESTree.Node, state: State): boolean {
    if (node.type === "BinaryExpression" && node.operator === "instanceof") {
      return this.isError(node.left, state) && this.walk.context.vocabulary.isCodedClass(node.right);
    }
    if (node.type !== "CallExpression") return false;
    const meaning = this.walk.context.vocabulary.meaningOf(node, this.walk.context.roles);
    return meaning?.kind === "guard" && this.isError(meaning.argument, state);
  }

  #split(
    state: State,
    { question, node, tests }: { question: Question | null; node: TSESTree.Node; tests: boolean },
  ): { yes: readonly State[]; no: readonly State[] } {
    const known = question ? state.outcomes.get(question.text) : undefined;
    const take = (outcome: boolean): State[] => {
      if (known !== undefined && known !== outcome) return [];
      const after = question ? this.#withOutcome(state, { question, node }, outcome) : state;
      return [tests ? this.walk.record(after, { kind: "tested", node, outcome }) : after];
    };
    return { yes: take(true), no: take(false) };
  }

  /** How a test came out is kept for whoever asks it again: what nobody asks tells no states apart. */
  #withOutcome(state: State, { question, node }: { question: Question; node: TSESTree.Node }, outcome: boolean): State {
    return this.walk.context.lastAsked.isAskedBehind(node, question)
      ? withOutcome(state, question.text, outcome)
      : state;
  }

  /** The state without the outcomes that nobody asks for behind a node. */
  forgetBehind(node: TSESTree.Node, state: State): State {
    if (state.outcomes.size === 0) return state;
    const { lastAsked } = this.walk.context;
    return keepOutcomes(state, (text) => lastAsked.ofText(text) > node.range[1]);
  }

  mentions(node: TSESTree.Node, state: State): boolean {
    for (const [variable, value] of state.values) {
      if (isRelated(value) && variable.references.some(({ identifier }) => isWithin(identifier, node))) return true;
    }
    return false;
  }
}

function toCertain(state: State): State {
  return { ...state, presence: "certain" };
}

function isInside(variable: Variable, node: TSESTree.Node): boolean {
  return variable.identifiers.some((identifier) => isWithin(identifier, node));
}

/** `signal.aborted`, `isCancelled()`: what is thrown after an abort is known by it, whatever class it has. */
function isAbortTest(node: TSESTree.Node): boolean {
  return /(?:aborted|cancell?ed)$/i.test(lastName(node.type === "CallExpression" ? node.callee : node) ?? "");
}

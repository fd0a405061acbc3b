import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import { type FunctionNode, isFunction, isWithin, lastName, propertyName, unwrap } from "../syntax/unwrap.ts";
import { childrenOf } from "../syntax/traverse.ts";
import { findCause } from "./cause.ts";
import type { Meaning, Roles, Vocabulary } from "./meaning.ts";
import type { End, Event, Path } from "./path.ts";
import type { Sink } from "./sink.ts";
import { findTestKey, toPositive } from "./test-key.ts";
import { caught, isRelated, toHolder, toText, toValueKey, unknown, unrelated, type Part, type Value } from "./value.ts";
import { type Interner, withEvent, withOutcome, withValue, type State } from "./walk-state.ts";

/** More states than this at one point, and the fate is unknown. */
const STATE_LIMIT = 96;
/** Expressions evaluated for one caught error; more, and its fate is unknown: an editor is waiting. */
export const FUEL = 6000;
/** Helpers are followed this deep. */
const DEPTH_LIMIT = 3;

/** Where an error goes when a function is followed: what the walk needs besides the tree. */
export interface WalkContext {
  readonly bindings: Bindings;
  readonly vocabulary: Vocabulary;
  readonly roles: Roles;
  readonly interner: Interner;
  /** The functions being followed, outermost first. */
  readonly stack: readonly FunctionNode[];
  /** What is left of `FUEL`; shared with the walks of helpers. */
  readonly fuel: { left: number };
}

/** Thrown, and caught by `findPaths`, when there are more paths than can be told apart. */
export class TooManyPaths extends Error {}

interface Outcome {
  readonly state: State;
  readonly value: Value;
}

/** A statement's ways out, but for `throw`, which the walk collects. */
export interface Flow {
  readonly normal: readonly State[];
  readonly jumps: readonly Jump[];
}

type Jump =
  | {
      readonly kind: "return";
      readonly state: State;
      readonly node: TSESTree.Node;
      readonly value: Value;
      readonly argument: TSESTree.Node | null;
    }
  | { readonly kind: "break" | "continue"; readonly state: State; readonly label: string | null };

/** Something thrown; `implicit` where a call may have thrown something of its own. */
export interface Throw {
  readonly state: State;
  readonly node: TSESTree.Node;
  readonly argument: TSESTree.Node;
  readonly value: Value;
  readonly implicit: boolean;
}

const nothing: Flow = { normal: [], jumps: [] };

/**
 * Walks statements from a set of states, and yields every way they may go: the specification is "What the walk means" in
 * the guide to the analysis. Loops are walked zero, one and two times; any call in a `try` may throw into its catch.
 */
export class Walk {
  /** What was thrown and not yet taken by a `try`. */
  throws: Throw[] = [];
  readonly exits: State[] = [];
  /** How many `try` statements would notice an implicit throw: those of the walked region, and those around it. */
  guards = 0;

  constructor(readonly context: WalkContext) {}

  block(statements: readonly TSESTree.Node[], states: readonly State[]): Flow {
    let normal = states;
    const jumps: Jump[] = [];
    for (const statement of statements) {
      if (normal.length === 0) break;
      const flow = this.statement(statement, normal, []);
      normal = this.#merge(flow.normal);
      jumps.push(...flow.jumps);
    }
    return { normal, jumps };
  }

  #merge(states: readonly State[]): State[] {
    const merged = this.context.interner.merge(states);
    if (merged.length > STATE_LIMIT) throw new TooManyPaths();
    return merged;
  }

  statement(node: TSESTree.Node, states: readonly State[], labels: readonly string[]): Flow {
    switch (node.type) {
      case "BlockStatement":
        return this.block(node.body, states);
      case "ExpressionStatement":
        return this.#evaluated([node.expression], states);
      case "VariableDeclaration":
        return { normal: states.flatMap((state) => this.#declare(node, state)), jumps: [] };
      case "IfStatement":
        return this.#if(node, states);
      case "ReturnStatement":
        return this.#return(node, states);
      case "ThrowStatement":
        for (const { state, value } of this.#each(states, node.argument))
          this.#throw({ state, node, argument: node.argument, value, implicit: false });
        return nothing;
      case "TryStatement":
        return this.#try(node, states);
      case "SwitchStatement":
        return this.#switch(node, states);
      case "LabeledStatement":
        return this.#landing(this.statement(node.body, states, [...labels, node.label.name]), [node.label.name]);
      case "BreakStatement":
      case "ContinueStatement": {
        const kind = node.type === "BreakStatement" ? "break" : "continue";
        return { normal: [], jumps: states.map((state) => ({ kind, state, label: node.label?.name ?? null })) };
      }
      case "WhileStatement":
      case "DoWhileStatement":
      case "ForStatement":
        return this.#loop(node, states, labels);
      case "ForInStatement":
      case "ForOfStatement":
        return this.#forEach(node, states, labels);
      default:
        return { normal: states, jumps: [] }; // declarations do nothing when they are reached
    }
  }

  #each(states: readonly State[], node: TSESTree.Node): Outcome[] {
    const [only] = states;
    return only && states.length === 1
      ? this.evaluate(node, only)
      : states.flatMap((state) => this.evaluate(node, state));
  }

  #evaluated(nodes: readonly TSESTree.Node[], states: readonly State[]): Flow {
    let normal = states;
    for (const node of nodes) normal = this.#each(normal, node).map(({ state }) => state);
    return { normal: this.#merge(normal), jumps: [] };
  }

  #declare(node: TSESTree.VariableDeclaration, state: State): State[] {
    let states = [state];
    for (const { id, init } of node.declarations) {
      if (init)
        states = states.flatMap((before) =>
          this.evaluate(init, before).map((after) => this.#bind(id, after.value, after.state)),
        );
    }
    return states;
  }

  /** The state in which the variables of a pattern that is assigned to hold their shares of a value. */
  #bind(pattern: TSESTree.Node, value: Value, state: State): State {
    return bindPattern(pattern, { value, state, variableOf: (name) => this.context.bindings.variableOf(name) });
  }

  #if(node: TSESTree.IfStatement, states: readonly State[]): Flow {
    const { yes, no } = this.#branches(node.test, states);
    const consequent = this.statement(node.consequent, yes, []);
    const alternate = node.alternate ? this.statement(node.alternate, no, []) : { normal: no, jumps: [] };
    return {
      normal: this.#merge([...consequent.normal, ...alternate.normal]),
      jumps: [...consequent.jumps, ...alternate.jumps],
    };
  }

  #return(node: TSESTree.ReturnStatement, states: readonly State[]): Flow {
    const outcomes = node.argument
      ? this.#each(states, node.argument)
      : states.map((state) => ({ state, value: unrelated }));
    return {
      normal: [],
      jumps: outcomes.map(({ state, value }) => ({ kind: "return", state, node, value, argument: node.argument })),
    };
  }

  #throw(thrown: Throw): void {
    this.throws.push(thrown);
    if (this.throws.length > STATE_LIMIT * 4) this.throws = this.#mergeThrows();
  }

  #mergeThrows(): Throw[] {
    const { interner } = this.context;
    const merged = [
      ...new Map(
        this.throws.map((each) => [`${interner.idOf(each.node)}|${each.implicit}|${interner.keyOf(each.state)}`, each]),
      ).values(),
    ];
    if (merged.length > STATE_LIMIT * 4) throw new TooManyPaths();
    return merged;
  }

  /** A call that cannot be seen may throw into the `try` around it. */
  #mayThrow(node: TSESTree.Node, state: State): void {
    if (this.guards > 0) this.#throw({ state, node, argument: node, value: unrelated, implicit: true });
  }

  #try(node: TSESTree.TryStatement, states: readonly State[]): Flow {
    const outer = this.throws;
    this.throws = [];
    this.guards++;
    let flow = this.block(node.block.body, states);
    if (node.handler) {
      const thrown = this.#mergeThrows();
      this.throws = [];
      if (!node.finalizer) this.guards--;
      const handled = this.catch(node.handler, thrown);
      flow = { normal: this.#merge([...flow.normal, ...handled.normal]), jumps: [...flow.jumps, ...handled.jumps] };
      if (!node.finalizer) this.guards++;
    }
    this.guards--;
    const thrown = this.#mergeThrows();
    this.throws = outer;
    return node.finalizer ? this.finally(node.finalizer, flow, thrown) : this.#rethrown(flow, thrown);
  }

  #rethrown(flow: Flow, thrown: readonly Throw[]): Flow {
    for (const each of thrown) this.#throw(each);
    return flow;
  }

  /** Goes on in a catch clause with what was thrown; its parameter holds that. */
  catch(handler: TSESTree.CatchClause, thrown: readonly Throw[]): Flow {
    const states = thrown.map(({ state, value }) =>
      handler.param ? this.bindParameter(handler.param, value, state) : state,
    );
    return this.block(handler.body.body, this.#merge(states));
  }

  /** The same for a parameter of a function or a catch clause, whose names are no references. */
  bindParameter(pattern: TSESTree.Node, value: Value, state: State): State {
    const declared = this.#declaredAround(pattern);
    const variableOf = (name: TSESTree.Node): Variable | null =>
      declared.find(({ identifiers }) => identifiers.includes(name as TSESTree.Identifier)) ?? null;
    return bindPattern(pattern, { value, state, variableOf });
  }

  #declaredAround(pattern: TSESTree.Node): readonly Variable[] {
    let owner: TSESTree.Node | null | undefined = pattern.parent;
    while (owner && owner.type !== "CatchClause" && !isFunction(owner)) owner = owner.parent;
    return owner ? this.context.bindings.declaredBy(owner) : [];
  }

  /** Runs a `finally` block after every way out of what it guards; if it completes abruptly itself, that overrides. */
  finally(finalizer: TSESTree.BlockStatement, flow: Flow, thrown: readonly Throw[]): Flow {
    const normal = this.block(finalizer.body, flow.normal);
    const jumps: Jump[] = [...normal.jumps];
    for (const jump of flow.jumps) {
      const after = this.block(finalizer.body, [jump.state]);
      jumps.push(...after.jumps, ...after.normal.map((state) => ({ ...jump, state })));
    }
    for (const each of thrown) {
      const after = this.block(finalizer.body, [each.state]);
      jumps.push(...after.jumps);
      for (const state of after.normal) this.#throw({ ...each, state });
    }
    return { normal: normal.normal, jumps };
  }

  #switch(node: TSESTree.SwitchStatement, states: readonly State[]): Flow {
    let waiting = this.#each(states, node.discriminant);
    const entries = node.cases.map((): State[] => []);
    node.cases.forEach((each, index) => {
      if (!each.test) return;
      const test = each.test;
      const comparison = { node: each, left: node.discriminant, right: test };
      const split = waiting.flatMap(({ state, value }) =>
        this.evaluate(test, state).map((after) => this.#compare(comparison, after.state, value)),
      );
      entries[index]?.push(...split.flatMap(({ yes }) => yes));
      waiting = split.flatMap(({ no }, at) => no.map((state) => ({ state, value: waiting[at]?.value ?? unknown })));
    });
    const fallback = node.cases.findIndex((each) => !each.test);
    entries[fallback]?.push(...waiting.map(({ state }) => state));
    let normal: readonly State[] = [];
    const jumps: Jump[] = [];
    node.cases.forEach((each, index) => {
      const flow = this.block(each.consequent, this.#merge([...normal, ...(entries[index] ?? [])]));
      normal = flow.normal;
      jumps.push(...flow.jumps);
    });
    const missed = fallback < 0 ? waiting.map(({ state }) => state) : [];
    return this.#landing({ normal: this.#merge([...normal, ...missed]), jumps }, [null]);
  }

  #compare(
    test: { node: TSESTree.Node; left: TSESTree.Node; right: TSESTree.Node },
    state: State,
    value: Value,
  ): { yes: State[]; no: State[] } {
    const left = findTestKey(test.left, this.context.bindings);
    const right = findTestKey(test.right, this.context.bindings);
    const key = left && right ? `${left.text} === ${right.text}` : null;
    return this.#split(state, { key, node: test.node, tests: isRelated(value) });
  }

  /** The flow in which a `break` to one of these labels goes on normally; `null` is a `break` without a label. */
  #landing(flow: Flow, labels: readonly (string | null)[]): Flow {
    const lands = (jump: Jump): boolean => jump.kind === "break" && labels.includes(jump.label);
    return {
      normal: this.#merge([...flow.normal, ...flow.jumps.filter(lands).map(({ state }) => state)]),
      jumps: flow.jumps.filter((jump) => !lands(jump)),
    };
  }

  #loop(
    node: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement,
    states: readonly State[],
    labels: readonly string[],
  ): Flow {
    let current = states;
    if (node.type === "ForStatement" && node.init) {
      current =
        node.init.type === "VariableDeclaration"
          ? this.statement(node.init, states, []).normal
          : this.#evaluated([node.init], states).normal;
    }
    const left: State[] = [];
    const jumps: Jump[] = [];
    for (let round = 0; round <= 2 && current.length > 0; round++) {
      if (round > 0) current = this.#merge(current.map((state) => this.#forget(state, node)));
      if (!(round === 0 && node.type === "DoWhileStatement")) {
        const { yes, no } = node.test ? this.#branches(node.test, current) : { yes: current, no: [] };
        left.push(...no);
        current = yes;
      }
      if (round === 2) break;
      const flow = this.#round(node.body, current, labels);
      jumps.push(...flow.jumps);
      current =
        node.type === "ForStatement" && node.update ? this.#evaluated([node.update], flow.normal).normal : flow.normal;
    }
    return this.#landing({ normal: this.#merge(left), jumps }, [null]);
  }

  #forEach(
    node: TSESTree.ForInStatement | TSESTree.ForOfStatement,
    states: readonly State[],
    labels: readonly string[],
  ): Flow {
    const start = this.#each(states, node.right);
    let current = start.map(({ state, value }) => {
      const element = isRelated(value) ? unknown : unrelated;
      const target = node.left.type === "VariableDeclaration" ? node.left.declarations[0]?.id : node.left;
      return target ? this.#bind(target, element, state) : state;
    });
    const left: State[] = [...current];
    const jumps: Jump[] = [];
    for (let round = 0; round < 2; round++) {
      if (node.type === "ForOfStatement" && node.await) for (const state of current) this.#mayThrow(node, state);
      const flow = this.#round(node.body, current, labels);
      jumps.push(...flow.jumps);
      current = this.#merge(flow.normal.map((state) => this.#forget(state, node)));
      left.push(...current);
    }
    return this.#landing({ normal: this.#merge(left), jumps }, [null]);
  }

  /** One round of a loop's body; a `continue` of this loop ends it normally. */
  #round(body: TSESTree.Node, states: readonly State[], labels: readonly string[]): Flow {
    const flow = this.statement(body, states, []);
    const continues = (jump: Jump): boolean =>
      jump.kind === "continue" && (jump.label === null || labels.includes(jump.label));
    return {
      normal: this.#merge([...flow.normal, ...flow.jumps.filter(continues).map(({ state }) => state)]),
      jumps: flow.jumps.filter((jump) => !continues(jump)),
    };
  }

  /** In the next round of a loop the variables declared in it are others, and so are the tests of them. */
  #forget(state: State, loop: TSESTree.Node): State {
    const declaredInside = (name: string): boolean =>
      this.#testVariables.get(name)?.some((variable) => isInside(variable, loop)) ?? false;
    const outcomes = [...state.outcomes].filter(([test]) => !declaredInside(test));
    return outcomes.length === state.outcomes.size ? state : { ...state, outcomes: new Map(outcomes) };
  }

  readonly #testVariables = new Map<string, readonly Variable[]>();

  #branches(test: TSESTree.Node, states: readonly State[]): { yes: State[]; no: State[] } {
    const splits = states.map((state) => this.#branch(test, state));
    return { yes: this.#merge(splits.flatMap(({ yes }) => yes)), no: this.#merge(splits.flatMap(({ no }) => no)) };
  }

  #branch(test: TSESTree.Node, state: State): { yes: State[]; no: State[] } {
    const node = unwrap(test);
    if (node.type === "UnaryExpression" && node.operator === "!") {
      const { yes, no } = this.#branch(node.argument, state);
      return { yes: no, no: yes };
    }
    if (node.type === "LogicalExpression" && node.operator !== "??") {
      const left = this.#branch(node.left, state);
      const goesOn = node.operator === "&&" ? left.yes : left.no;
      const right = this.#branches(node.right, goesOn);
      return node.operator === "&&"
        ? { yes: right.yes, no: [...left.no, ...right.no] }
        : { yes: [...left.yes, ...right.yes], no: right.no };
    }
    if (node.type === "Literal") return node.value ? { yes: [state], no: [] } : { yes: [], no: [state] };
    const splits = this.evaluate(node, state, true).map((outcome) => this.#atom(node, outcome));
    return { yes: splits.flatMap(({ yes }) => yes), no: splits.flatMap(({ no }) => no) };
  }

  /** A test that is not made of others. */
  #atom(node: TSESTree.Node, { state, value }: Outcome): { yes: State[]; no: State[] } {
    const found = findTestKey(node, this.context.bindings);
    const { text, negated } = found ? toPositive(found.text) : { text: null, negated: false };
    if (found && text !== null) this.#testVariables.set(text, found.variables);
    const present = state.presence === "possible" ? this.#presenceTest(node, state) : null;
    if (present !== null) {
      const certain: State = { ...state, presence: "certain" };
      const kept = text === null ? certain : withOutcome(certain, text, present !== negated);
      return present ? { yes: [kept], no: [] } : { yes: [], no: [kept] }; // where there is no error, nothing happens to it
    }
    const split = this.#split(state, {
      key: text,
      node,
      tests: isRelated(value) || this.#mentions(node, state) || isAbortTest(node),
    });
    const { yes, no } = negated ? { yes: split.no, no: split.yes } : split;
    return this.#isCodedTest(node, state)
      ? { yes: yes.map((each) => ({ ...each, coded: true, presence: "certain" as const })), no }
      : { yes, no };
  }

  /** Whether an outcome means that the error is there: `true` for `err`, `err != null`, `false` for `err === null`; `null` for any other test. */
  #presenceTest(node: TSESTree.Node, state: State): boolean | null {
    if (this.#isError(node, state)) return true;
    if (node.type !== "BinaryExpression") return null;
    const isNothing = (side: TSESTree.Node): boolean =>
      (side.type === "Literal" && side.value === null) || (side.type === "Identifier" && side.name === "undefined");
    const against = isNothing(node.right) ? node.left : isNothing(node.left) ? node.right : null;
    if (!against || !this.#isError(against, state)) return null;
    return node.operator.startsWith("!") ? true : node.operator.startsWith("==") ? false : null;
  }

  #isError(node: TSESTree.Node, state: State): boolean {
    const inner = unwrap(node);
    if (inner.type !== "Identifier") return false;
    const variable = this.context.bindings.variableOf(inner);
    return variable !== null && state.values.get(variable)?.kind === "error";
  }

  #isCodedTest(node: TSESTree.Node, state: State): boolean {
    if (node.type === "BinaryExpression" && node.operator === "instanceof") {
      return this.#isError(node.left, state) && this.context.vocabulary.isCodedClass(node.right);
    }
    if (node.type !== "CallExpression") return false;
    const meaning = this.context.vocabulary.meaningOf(node, this.context.roles);
    return meaning?.kind === "guard" && this.#isError(meaning.argument, state);
  }

  #split(
    state: State,
    test: { key: string | null; node: TSESTree.Node; tests: boolean },
  ): { yes: State[]; no: State[] } {
    const known = test.key === null ? undefined : state.outcomes.get(test.key);
    const take = (outcome: boolean): State[] => {
      if (known !== undefined && known !== outcome) return [];
      const after = test.key === null ? state : withOutcome(state, test.key, outcome);
      return [test.tests ? this.#record(after, { kind: "tested", node: test.node, outcome }) : after];
    };
    return { yes: take(true), no: take(false) };
  }

  #mentions(node: TSESTree.Node, state: State): boolean {
    for (const [variable, value] of state.values) {
      if (isRelated(value) && variable.references.some(({ identifier }) => isWithin(identifier, node))) return true;
    }
    return false;
  }

  #record(state: State, event: Event): State {
    return withEvent(state, this.context.interner.intern(event));
  }

  /** Everything an expression may evaluate to from a state, with what happens on the way. */
  evaluate(expression: TSESTree.Node, state: State, asTest = false): Outcome[] {
    if (this.context.fuel.left-- <= 0) throw new TooManyPaths();
    const node = unwrap(expression);
    switch (node.type) {
      case "Identifier":
        return [{ state, value: this.#valueOf(node, state) }];
      case "Literal":
      case "ThisExpression":
      case "Super":
      case "MetaProperty":
        return [{ state, value: unrelated }];
      case "FunctionExpression":
      case "ArrowFunctionExpression":
      case "ClassExpression":
        return [
          this.#mentions(node, state)
            ? { state: this.#record(state, { kind: "stored", node }), value: unknown }
            : { state, value: unrelated },
        ];
      case "MemberExpression":
        return this.#member(node, state);
      case "CallExpression":
      case "NewExpression":
        return this.#call(node, state, asTest);
      case "AwaitExpression":
        return this.evaluate(node.argument, state, asTest).flatMap((outcome) => this.#await(node, outcome));
      case "YieldExpression":
        return this.#yield(node, state);
      case "AssignmentExpression":
        return this.#assign(node, state);
      case "UpdateExpression":
        return [{ state: this.#record(state, { kind: "acted", node }), value: unrelated }];
      case "ConditionalExpression": {
        const { yes, no } = this.#branch(node.test, state);
        return [...this.#each(yes, node.consequent), ...this.#each(no, node.alternate)];
      }
      case "LogicalExpression":
        return this.#logical(node, state);
      case "SequenceExpression":
        return this.#sequence(node.expressions, state).map(({ state: after, values }) => ({
          state: after,
          value: values.at(-1) ?? unrelated,
        }));
      case "ObjectExpression":
      case "ArrayExpression":
        return this.#sequence(membersOf(node), state).map(({ state: after, values }) => ({
          state: after,
          value: toHolder(values),
        }));
      case "TemplateLiteral":
        return this.#sequence(node.expressions, state).map(({ state: after, values }) => ({
          state: after,
          value: toText(values),
        }));
      case "BinaryExpression":
        return this.#sequence([node.left, node.right], state).map(({ state: after, values }) => ({
          state: after,
          value: node.operator === "+" ? toText(values) : values.some(isRelated) ? unknown : unrelated,
        }));
      case "UnaryExpression":
        return this.evaluate(node.argument, state).map((outcome) => ({
          state: node.operator === "delete" ? this.#record(outcome.state, { kind: "acted", node }) : outcome.state,
          value: unrelated,
        }));
      case "SpreadElement":
        return this.evaluate(node.argument, state);
      default:
        return this.#sequence(childrenOf(node), state).map(({ state: after, values }) => ({
          state: after,
          value: values.some(isRelated) ? unknown : unrelated,
        }));
    }
  }

  #sequence(nodes: readonly TSESTree.Node[], state: State): { state: State; values: Value[] }[] {
    let rows = [{ state, values: [] as Value[] }];
    for (const node of nodes) {
      const next: typeof rows = [];
      for (const row of rows) {
        for (const outcome of this.evaluate(node, row.state))
          next.push({ state: outcome.state, values: [...row.values, outcome.value] });
      }
      rows = next.length > 1 ? this.#mergeRows(next) : next;
      if (rows.length > STATE_LIMIT) throw new TooManyPaths();
    }
    return rows;
  }

  #mergeRows<Row extends { readonly state: State; readonly values: readonly Value[] }>(rows: readonly Row[]): Row[] {
    const toKey = ({ state, values }: Row): string =>
      `${this.context.interner.keyOf(state)}|${values.map(toValueKey).join()}`;
    return [...new Map(rows.map((row) => [toKey(row), row])).values()];
  }

  #valueOf(node: TSESTree.Identifier, state: State): Value {
    const variable = this.context.bindings.variableOf(node);
    if (!variable) return unrelated;
    const value = state.values.get(variable);
    if (value === undefined || !isRelated(value)) return value ?? unrelated;
    return variable.references.some((reference) => reference.isWrite() && reference.init !== true) ? unknown : value;
  }

  #member(node: TSESTree.MemberExpression, state: State): Outcome[] {
    const before = node.computed
      ? this.#sequence([node.object, node.property], state)
      : this.#sequence([node.object], state);
    return before.map((row) => {
      const value = toMember(row.values[0] ?? unrelated, propertyName(node));
      const after =
        this.#isError(node.object, row.state) && !node.optional
          ? { ...row.state, presence: "certain" as const }
          : row.state;
      return { state: after, value };
    });
  }

  #logical(node: TSESTree.LogicalExpression, state: State): Outcome[] {
    if (node.operator === "??") {
      return this.evaluate(node.left, state).flatMap((left) => {
        if (left.value.kind === "error" && left.state.presence === "certain") return [left];
        return [left, ...this.evaluate(node.right, left.state)];
      });
    }
    const left = unwrap(node.left);
    const { yes, no } = this.#branch(left, state);
    const [decided, open] = node.operator === "&&" ? [no, yes] : [yes, no];
    const kept = decided.flatMap((each) =>
      node.operator === "||"
        ? [{ state: each, value: this.#quietValue(left, each) }]
        : [{ state: each, value: unrelated }],
    );
    return [...kept, ...this.#each(open, node.right)];
  }

  /** The value of an expression that was evaluated already: its events do not happen again. */
  #quietValue(node: TSESTree.Node, state: State): Value {
    const throws = this.throws;
    this.throws = [];
    const values = this.evaluate(node, state).map(({ value }) => value);
    this.throws = throws;
    return values.length === 1 ? (values[0] ?? unrelated) : values.some(isRelated) ? unknown : unrelated;
  }

  #await(node: TSESTree.AwaitExpression, { state, value }: Outcome): Outcome[] {
    if (value.kind !== "rejection") {
      const argument = unwrap(node.argument);
      if (argument.type !== "CallExpression") this.#mayThrow(node, state);
      // await prisma.$executeRaw`UPDATE …`
      const isDone = argument.type === "TaggedTemplateExpression" && !isRelated(value);
      return [{ state: isDone ? this.#record(state, { kind: "acted", node }) : state, value }];
    }
    this.#throw({ state, node: value.node, argument: argumentOf(value.node), value: value.of, implicit: false });
    return [];
  }

  /** A generator may be left at any `yield`, and is resumed with a value, or with a throw. */
  #yield(node: TSESTree.YieldExpression, state: State): Outcome[] {
    const outcomes = node.argument ? this.evaluate(node.argument, state) : [{ state, value: unrelated }];
    for (const outcome of outcomes) {
      this.#mayThrow(node, outcome.state);
      this.exits.push(outcome.state);
    }
    return outcomes.map(({ state: after }) => ({ state: after, value: unrelated }));
  }

  #assign(node: TSESTree.AssignmentExpression, state: State): Outcome[] {
    return this.evaluate(node.right, state).map(({ state: after, value }) => ({
      state: this.#assigned(node, after, value),
      value,
    }));
  }

  #assigned(node: TSESTree.AssignmentExpression, state: State, value: Value): State {
    const sink = this.context.vocabulary.sinkOfAssignment(node, this.context.roles);
    if (sink && isRelated(value))
      return this.#record(state, { kind: "sent", node, sink, value, argument: node.right, through: null });
    const target = unwrap(node.left);
    if (target.type === "MemberExpression" && this.#isError(rootOf(target), state))
      return this.#record(state, { kind: "enriched", node });
    if (isRelated(value)) return this.#record(state, { kind: "stored", node });
    return this.#record(state, { kind: "acted", node });
  }

  #call(node: TSESTree.CallExpression | TSESTree.NewExpression, state: State, asTest: boolean): Outcome[] {
    const meaning = this.context.vocabulary.meaningOf(node, this.context.roles);
    if (meaning?.kind === "runner") return this.#run(meaning.function, state);
    const callee = unwrap(node.callee);
    const receiver = callee.type === "MemberExpression" ? [callee.object] : isFunction(callee) ? [] : [callee];
    const rows = this.#sequence([...receiver, ...node.arguments], state);
    return rows.flatMap((row) => {
      const values = row.values.slice(receiver.length);
      const call: EvaluatedCall = { node, state: row.state, values, receiver: row.values[0] ?? unrelated, asTest };
      return meaning ? this.#known(meaning, call) : this.#unseen(call);
    });
  }

  /** A function that runs at once, once: its body is walked in place. */
  #run(body: FunctionNode, state: State): Outcome[] {
    const inner = this.#follow(body, state);
    return inner.map((after) => ({ state: after, value: unrelated }));
  }

  #follow(body: FunctionNode, state: State): State[] {
    if (body.body.type !== "BlockStatement") return this.evaluate(body.body, state).map((outcome) => outcome.state);
    const flow = this.block(body.body.body, [state]);
    return this.#merge([...flow.normal, ...flow.jumps.map((jump) => jump.state)]);
  }

  #known(meaning: Meaning, call: EvaluatedCall): Outcome[] {
    const { node, state } = call;
    const done = (after: State, value: Value = unrelated): Outcome[] => [{ state: after, value }];
    switch (meaning.kind) {
      case "notification":
        return done(this.#notified(meaning, call));
      case "log":
        return done(this.#logged(call));
      case "enrichment":
        return done(
          this.#isEnriched(meaning.argument, call) ? this.#record(state, { kind: "enriched", node }) : state,
          this.#argumentValue(meaning.argument, call),
        );
      case "rejection":
        return done(state, {
          kind: "rejection",
          of: meaning.argument ? this.#argumentValue(meaning.argument, call) : unrelated,
          node,
        });
      case "handover":
        return done(this.#handed(meaning, call));
      case "exit":
        this.exits.push(state);
        return [];
      case "construction": {
        const { construction } = meaning;
        const read = (part: TSESTree.Node): Value => this.#quietValue(part, state);
        const made = findCause(construction, { values: call.values, bindings: this.context.bindings, read });
        return done(state, made === null ? unrelated : { kind: "made", construction, ...made });
      }
      case "sink":
        return done(this.#sent(meaning.sink, call));
      case "local":
        return this.#enter(meaning.function, call);
      case "conversion":
        return done(state, toText(call.values));
      case "cause-finder":
        return done(state, call.values.some(isRelated) ? { kind: "part", part: "cause" } : unrelated);
      case "sanitizer":
      case "guard":
      case "runner":
      case "pure":
        return done(state);
    }
  }

  #argumentValue(argument: TSESTree.Node, { node, values }: EvaluatedCall): Value {
    return values[node.arguments.indexOf(argument as TSESTree.CallExpressionArgument)] ?? unrelated;
  }

  /** `addContext(err, …)`, or `err.addContext(…)` */
  #isEnriched(argument: TSESTree.Node, call: EvaluatedCall): boolean {
    const callee = unwrap(call.node.callee);
    return (
      isRelated(this.#argumentValue(argument, call)) ||
      this.#isError(argument, call.state) ||
      (callee.type === "MemberExpression" && call.receiver.kind === "error")
    );
  }

  #notified(meaning: Meaning & { kind: "notification" }, call: EvaluatedCall): State {
    const { node, state } = call;
    const given = meaning.argument ? this.#argumentValue(meaning.argument, call) : unrelated;
    // `notify({ error: err })`
    const value: Value = given.kind === "holder" && given.parts.includes("error") ? caught : given;
    if (node.type !== "CallExpression" || !["error", "part", "made"].includes(value.kind)) return state;
    return this.#record(state, { kind: "notified", node, value, through: null, notifier: meaning.notifier });
  }

  #logged({ node, state, values }: EvaluatedCall): State {
    if (node.type !== "CallExpression") return state;
    const told = toHolder(values);
    return this.#record(state, { kind: "logged", node, value: told, through: null });
  }

  #handed(meaning: Meaning & { kind: "handover" }, call: EvaluatedCall): State {
    const { node, state } = call;
    const value = this.#argumentValue(meaning.argument, call);
    if (node.type !== "CallExpression" || !isRelated(value)) return this.#record(state, { kind: "acted", node });
    return this.#record(state, { kind: "handed", node, via: meaning.via, value, argument: meaning.argument });
  }

  #sent(sink: Sink, call: EvaluatedCall): State {
    let { state } = call;
    for (const argument of sink.data) {
      const value = this.#argumentValue(argument, call);
      if (isRelated(value))
        state = this.#record(state, { kind: "sent", node: call.node, sink, value, argument, through: null });
    }
    return state === call.state ? this.#record(state, { kind: "acted", node: call.node }) : state;
  }

  /** A call of something that cannot be seen: it returns, does not notify, and observes the error rather than enrich it. */
  #unseen(call: EvaluatedCall): Outcome[] {
    const { node, state, values, receiver } = call;
    this.#mayThrow(node, state);
    if (receiver.kind === "error" || receiver.kind === "part") return this.#method(call);
    const given = values.some(isRelated) || isRelated(receiver);
    if (given)
      return [{ state: this.#record(state, { kind: isUndoing(node) ? "acted" : "escaped", node }), value: unknown }];
    const harmless = call.asTest || node.type === "NewExpression";
    return [{ state: harmless ? state : this.#record(state, { kind: "acted", node }), value: unrelated }];
  }

  /** A method of the error or of a part of it: `err.toString()`, `err.message.includes("x")`, `err.addContext(…)`. */
  #method({ node, state, receiver }: EvaluatedCall): Outcome[] {
    const callee = unwrap(node.callee);
    const name = callee.type === "MemberExpression" ? (propertyName(callee) ?? "") : "";
    if (receiver.kind === "part") return [{ state, value: receiver }];
    if (/^(?:add|attach|annotate|enrich|extend|tag|with|set)(?![a-z])/.test(name))
      return [{ state: this.#record(state, { kind: "enriched", node }), value: unknown }];
    if (name === "toString") return [{ state, value: { kind: "part", part: "string" } }];
    return [{ state, value: name === "toJSON" ? { kind: "holder", parts: ["string"] } : unknown }];
  }

  /** Follows the error into a function of the same file: what happens there happens here. */
  #enter(target: FunctionNode, call: EvaluatedCall): Outcome[] {
    const { stack, interner } = this.context;
    if (!call.values.some(isRelated)) return this.#unseen(call);
    if (stack.length >= DEPTH_LIMIT || stack.includes(target) || target.generator) return this.#unseen(call);
    const inner = new Walk({ ...this.context, roles: this.#rolesFor(target, call), stack: [...stack, target] });
    const paths = inner.function(target, call.values, call.state);
    const name = target.id?.name ?? (call.node.callee.type === "Identifier" ? call.node.callee.name : null);
    const outcomes = paths.flatMap((path): Outcome[] => {
      const steps = path.steps.map((step) => ({
        ...step,
        event: interner.intern(toCaller(step.event, call.node, name)),
      }));
      const state: State = { ...call.state, steps, coded: call.state.coded };
      return this.#returnedFrom(target, path.end, { ...call, state });
    });
    const rows = outcomes.map((outcome) => ({ ...outcome, values: [outcome.value] }));
    return this.#mergeRows(rows);
  }

  #rolesFor(target: FunctionNode, call: EvaluatedCall): Roles {
    const roles = new Map(this.context.roles);
    target.params.forEach((parameter, index) => {
      const argument = call.node.arguments[index];
      const given = argument && this.context.bindings.variableOf(unwrap(argument));
      const role = given && this.context.roles.get(given);
      const variable = this.context.bindings
        .declaredBy(target)
        .find(({ identifiers }) => identifiers.includes(parameter as TSESTree.Identifier));
      if (role && variable) roles.set(variable, role);
    });
    return roles;
  }

  #returnedFrom(target: FunctionNode, end: End, call: EvaluatedCall): Outcome[] {
    const { node, state } = call;
    if (end.kind === "exited") {
      this.exits.push(state);
      return [];
    }
    if (end.kind === "completed") return [{ state, value: unrelated }];
    if (end.kind === "returned") return [{ state, value: end.value }];
    if (target.async) return [{ state, value: { kind: "rejection", of: end.value, node } }];
    this.#throw({ state, node, argument: node, value: end.value, implicit: false });
    return [];
  }

  /** Every path through a function whose parameters hold these values. */
  function(target: FunctionNode, values: readonly Value[], start: State): Path[] {
    const state = target.params.reduce(
      (before, parameter, index) => this.bindParameter(parameter, values[index] ?? unrelated, before),
      start,
    );
    if (target.body.type !== "BlockStatement") {
      const body = target.body;
      const returned = this.evaluate(body, state).map((each) =>
        toPath(each.state, { kind: "returned", node: body, value: each.value, argument: body }),
      );
      return [...returned, ...this.#unfinished()];
    }
    return this.paths(this.block(target.body.body, [state]));
  }

  /** The paths that a flow amounts to once the function, or the region, is left. */
  paths(flow: Flow): Path[] {
    const completed = this.#merge(flow.normal).map((state) => toPath(state, { kind: "completed" }));
    const left = flow.jumps.map((jump) => {
      if (jump.kind !== "return") return toPath(jump.state, { kind: "completed" });
      const { state, node, value, argument } = jump;
      return toPath(state, { kind: "returned", node, value, argument });
    });
    return [...completed, ...left, ...this.#unfinished()];
  }

  #unfinished(): Path[] {
    const thrown = this.throws
      .filter((each) => !each.implicit)
      .map(({ state, node, value, argument }) => toPath(state, { kind: "threw", node, value, argument }));
    return [...thrown, ...this.exits.map((state) => toPath(state, { kind: "exited" }))];
  }
}

/** Whether the name of what is called says that it undoes something, or throws of its own accord: `stream.destroy(err)`. */
function isUndoing(node: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return UNDOING.test(lastName(node.callee) ?? "");
}

const UNDOING =
  /^[#_]*(?:abort|cancel|cleanup|clean|close|destroy|disconnect|dispose|fail|finish|insert|kill|mark|persist|raise|release|remove|reset|rethrow|revert|rollback|save|set|stop|store|throw|undo|unlock|unpipe|update)(?![a-z])/;

interface EvaluatedCall {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly state: State;
  readonly values: readonly Value[];
  readonly receiver: Value;
  /** It stands in a test, so that its result is what it is for. */
  readonly asTest: boolean;
}

function toPath(state: State, end: End): Path {
  return { steps: state.steps, end, certain: state.presence === "certain", coded: state.coded };
}

/** A helper's event as its caller sees it: at the call. */
function toCaller(event: Event, call: TSESTree.CallExpression | TSESTree.NewExpression, name: string | null): Event {
  if (event.kind === "tested") return event;
  if ((event.kind === "notified" || event.kind === "logged") && call.type === "CallExpression")
    return { ...event, node: call, through: event.through ?? name };
  if (event.kind === "sent") return { ...event, node: call, through: event.through ?? name };
  return event;
}

const PARTS: Readonly<Record<string, Part>> = { message: "message", stack: "stack", cause: "cause" };

/** What a property of a value holds. */
export function toMember(value: Value, name: string | null): Value {
  if (value.kind === "error") return { kind: "part", part: (name !== null && PARTS[name]) || "property" };
  if (value.kind === "part") return value;
  return isRelated(value) ? unknown : unrelated;
}

interface Assignment {
  readonly value: Value;
  readonly state: State;
  readonly variableOf: (name: TSESTree.Node) => Variable | null;
}

function bindPattern(pattern: TSESTree.Node, assignment: Assignment): State {
  const { value, state, variableOf } = assignment;
  const share: Value = isRelated(value) ? unknown : unrelated;
  switch (pattern.type) {
    case "Identifier": {
      const variable = variableOf(pattern);
      return variable ? withValue(state, variable, value) : state;
    }
    case "AssignmentPattern":
      return bindPattern(pattern.left, assignment);
    case "TSParameterProperty":
      return bindPattern(pattern.parameter, assignment);
    case "RestElement":
      return bindPattern(pattern.argument, { ...assignment, value: share });
    case "ArrayPattern":
      return pattern.elements.reduce(
        (before, element) => (element ? bindPattern(element, { value: share, state: before, variableOf }) : before),
        state,
      );
    case "ObjectPattern":
      return pattern.properties.reduce((before, property) => {
        if (property.type === "RestElement") return bindPattern(property, { value, state: before, variableOf });
        return bindPattern(property.value, {
          value: toMember(value, propertyName(property)),
          state: before,
          variableOf,
        });
      }, state);
    default:
      return state;
  }
}

function membersOf(node: TSESTree.ObjectExpression | TSESTree.ArrayExpression): TSESTree.Node[] {
  if (node.type === "ArrayExpression") return node.elements.filter((element) => element !== null);
  return node.properties.flatMap((property) => {
    if (property.type === "SpreadElement") return [property.argument];
    return property.computed ? [property.key, property.value] : [property.value];
  });
}

function rootOf(node: TSESTree.MemberExpression): TSESTree.Node {
  const object = unwrap(node.object);
  return object.type === "MemberExpression" ? rootOf(object) : object;
}

function argumentOf(node: TSESTree.Node): TSESTree.Node {
  return node.type === "CallExpression" ? (node.arguments[0] ?? node) : node;
}

function isInside(variable: Variable, node: TSESTree.Node): boolean {
  return variable.identifiers.some((identifier) => isWithin(identifier, node));
}

/** `signal.aborted`: what is thrown after an abort is known by it, whatever class it has. */
function isAbortTest(node: TSESTree.Node): boolean {
  return node.type === "MemberExpression" && propertyName(node) === "aborted";
}

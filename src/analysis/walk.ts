import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { type FunctionNode, isFunction } from "../syntax/unwrap.ts";
import { bindPattern } from "./bind-pattern.ts";
import type { Roles } from "./meaning.ts";
import type { End, Event, Path } from "./path.ts";
import { isRelated, toValueKey, unknown, unrelated, type Value } from "./value.ts";
import { WalkCalls } from "./walk-calls.ts";
import {
  STATE_LIMIT,
  TooManyPaths,
  type Flow,
  type Jump,
  type Outcome,
  type Through,
  type Throw,
  type WalkContext,
} from "./walk-context.ts";
import { WalkExpressions } from "./walk-expressions.ts";
import { WalkLoops } from "./walk-loops.ts";
import type { State } from "./walk-state.ts";
import { WalkTests } from "./walk-tests.ts";

const nothing: Flow = { normal: [], jumps: [] };

/**
 * Walks statements from a set of states, and yields every way they may go: the specification is "What the walk means" in
 * the guide to the analysis. Any call in a `try` may throw into its catch.
 */
export class Walk {
  /** What was thrown and not yet taken by a `try`. */
  throws: Throw[] = [];
  /** Where the process ends, or a generator may be left. */
  readonly exits: State[] = [];
  /** How many `try` statements would notice an implicit throw: those of the walked region, and those around it. */
  guards = 0;

  readonly tests = new WalkTests(this);
  readonly expressions = new WalkExpressions(this);
  readonly calls = new WalkCalls(this);
  readonly loops = new WalkLoops(this);

  constructor(readonly context: WalkContext) {}

  /** The walk of a function that is called, with what is left of the fuel. */
  into(target: FunctionNode, call: TSESTree.CallExpression, roles: Roles): Walk {
    const { stack, through } = this.context;
    const name = target.id?.name ?? (call.callee.type === "Identifier" ? call.callee.name : null);
    const inner: Through = { call: through?.call ?? call, name: name ?? through?.name ?? null };
    return new Walk({ ...this.context, roles, stack: [...stack, target], through: inner });
  }

  block(statements: readonly TSESTree.Node[], states: readonly State[]): Flow {
    let normal = states;
    const jumps: Jump[] = [];
    for (const statement of statements) {
      if (normal.length === 0) break;
      const flow = this.statement(statement, normal, []);
      normal = this.#mergeBehind(statement, flow.normal);
      jumps.push(...flow.jumps);
    }
    return { normal, jumps };
  }

  /** The states with one for all in which the same is known. */
  merge(states: readonly State[]): readonly State[] {
    if (states.length < 2) return states;
    const rows = states.map((state) => ({ state }));
    return this.mergeRows(rows, null).map(({ state }) => state);
  }

  /** The same for states with something beside them, which has a key. */
  mergeRows<Row extends { readonly state: State }>(
    rows: readonly Row[],
    toKey: ((row: Row) => string) | null,
    limit = STATE_LIMIT,
  ): readonly Row[] {
    if (rows.length < 2) return rows;
    const merged = this.context.interner.mergeRows(rows, toKey);
    const ways = merged.reduce((count, { state }) => count + state.histories.length, 0);
    if (ways > limit) throw new TooManyPaths();
    return merged;
  }

  #mergeBehind(node: TSESTree.Node, states: readonly State[]): readonly State[] {
    return this.merge(states.map((state) => this.tests.forgetBehind(node, state)));
  }

  statement(node: TSESTree.Node, states: readonly State[], labels: readonly string[]): Flow {
    switch (node.type) {
      case "BlockStatement":
        return this.block(node.body, states);
      case "ExpressionStatement":
        return this.evaluated([node.expression], states);
      case "VariableDeclaration":
        return { normal: states.flatMap((state) => this.#declare(node, state)), jumps: [] };
      case "IfStatement":
        return this.#if(node, states);
      case "ReturnStatement":
        return this.#return(node, states);
      case "ThrowStatement":
        for (const { state, value } of this.each(states, node.argument))
          this.throw({ state, node, argument: node.argument, value, implicit: false });
        return nothing;
      case "TryStatement":
        return this.#try(node, states);
      case "SwitchStatement":
        return this.#switch(node, states);
      case "LabeledStatement":
        return this.landing(this.statement(node.body, states, [...labels, node.label.name]), [node.label.name]);
      case "BreakStatement":
      case "ContinueStatement": {
        const kind = node.type === "BreakStatement" ? "break" : "continue";
        return { normal: [], jumps: states.map((state) => ({ kind, state, label: node.label?.name ?? null })) };
      }
      case "WhileStatement":
      case "DoWhileStatement":
      case "ForStatement":
        return this.loops.loop(node, states, labels);
      case "ForInStatement":
      case "ForOfStatement":
        return this.loops.each(node, states, labels);
      default:
        return { normal: states, jumps: [] }; // declarations do nothing when they are reached
    }
  }

  each(states: readonly State[], node: TSESTree.Node): readonly Outcome[] {
    const [only] = states;
    return only && states.length === 1
      ? this.expressions.evaluate(node, only)
      : states.flatMap((state) => this.expressions.evaluate(node, state));
  }

  evaluated(nodes: readonly TSESTree.Node[], states: readonly State[]): Flow {
    let normal = states;
    for (const node of nodes) normal = this.each(normal, node).map(({ state }) => state);
    return { normal: this.merge(normal), jumps: [] };
  }

  #declare(node: TSESTree.VariableDeclaration, state: State): State[] {
    let states = [state];
    for (const { id, init } of node.declarations) {
      if (init)
        states = states.flatMap((before) =>
          this.expressions.evaluate(init, before).map((after) => this.bind(id, after.value, after.state)),
        );
    }
    return states;
  }

  /** The state in which the variables of a pattern that is assigned to hold their shares of a value. */
  bind(pattern: TSESTree.Node, value: Value, state: State): State {
    return bindPattern(pattern, { value, state, variableOf: (name) => this.context.bindings.variableOf(name) });
  }

  #if(node: TSESTree.IfStatement, states: readonly State[]): Flow {
    const { yes, no } = this.tests.branches(node.test, states);
    const consequent = this.statement(node.consequent, yes, []);
    const alternate = node.alternate ? this.statement(node.alternate, no, []) : { normal: no, jumps: [] };
    return {
      normal: this.#mergeBehind(node, [...consequent.normal, ...alternate.normal]),
      jumps: [...consequent.jumps, ...alternate.jumps],
    };
  }

  #return(node: TSESTree.ReturnStatement, states: readonly State[]): Flow {
    const outcomes = node.argument
      ? this.each(states, node.argument)
      : states.map((state) => ({ state, value: unrelated }));
    return {
      normal: [],
      jumps: outcomes.map(({ state, value }) => ({ kind: "return", state, node, value, argument: node.argument })),
    };
  }

  throw(thrown: Throw): void {
    this.throws.push(thrown);
    if (this.throws.length > STATE_LIMIT * 4) this.throws = [...this.#mergeThrows()];
  }

  /** What was thrown, without duplicates; of what calls may throw, all that matters is what had happened by then. */
  #mergeThrows(): readonly Throw[] {
    const { interner } = this.context;
    const toKey = ({ node, implicit, value }: Throw): string =>
      implicit ? "" : `${interner.idOf(node)}:${toValueKey(value)}`;
    return this.mergeRows(this.throws, toKey, STATE_LIMIT * 4);
  }

  /** A call that cannot be seen may throw into the `try` around it. */
  mayThrow(node: TSESTree.Node, state: State): void {
    if (this.guards > 0) this.throw({ state, node, argument: node, value: unrelated, implicit: true });
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
      flow = { normal: this.merge([...flow.normal, ...handled.normal]), jumps: [...flow.jumps, ...handled.jumps] };
      if (!node.finalizer) this.guards++;
    }
    this.guards--;
    const thrown = this.#mergeThrows();
    this.throws = outer;
    return node.finalizer ? this.finally(node.finalizer, flow, thrown) : this.#rethrown(flow, thrown);
  }

  #rethrown(flow: Flow, thrown: readonly Throw[]): Flow {
    for (const each of thrown) this.throw(each);
    return flow;
  }

  /** Goes on in a catch clause with what was thrown; its parameter holds that. */
  catch(handler: TSESTree.CatchClause, thrown: readonly Throw[]): Flow {
    const states = thrown.map(({ state, value }) =>
      handler.param ? this.bindParameter(handler.param, value, state) : state,
    );
    return this.block(handler.body.body, this.merge(states));
  }

  /** The same for a parameter of a function or a catch clause, whose names are no references. */
  bindParameter(pattern: TSESTree.Node, value: Value, state: State): State {
    const owner = ownerOf(pattern);
    const isHeld = isRelated(value) || [...state.values.keys()].some(({ scope }) => scope.block === owner);
    if (!owner || !isHeld) return state;
    const declared = this.context.bindings.declaredBy(owner);
    const variableOf = (name: TSESTree.Node): Variable | null =>
      declared.find(({ identifiers }) => identifiers.includes(name as TSESTree.Identifier)) ?? null;
    return bindPattern(pattern, { value, state, variableOf });
  }

  /** Runs a `finally` block after every way out of what it guards; if it completes abruptly itself, that overrides. */
  finally(finalizer: TSESTree.BlockStatement, flow: Flow, thrown: readonly Throw[]): Flow {
    const jumps: Jump[] = [];
    const known = new Map<string, readonly State[]>();
    const after = (state: State): readonly State[] => {
      const key = this.context.interner.keyWithHistories(state);
      const found = known.get(key);
      if (found) return found;
      const run = this.block(finalizer.body, [state]);
      jumps.push(...run.jumps);
      known.set(key, run.normal);
      return run.normal;
    };
    const normal = this.merge(flow.normal.flatMap(after));
    for (const jump of flow.jumps) jumps.push(...after(jump.state).map((state) => ({ ...jump, state })));
    for (const each of thrown) for (const state of after(each.state)) this.throw({ ...each, state });
    return { normal, jumps };
  }

  #switch(node: TSESTree.SwitchStatement, states: readonly State[]): Flow {
    let waiting = this.each(states, node.discriminant);
    const entries = node.cases.map((): State[] => []);
    node.cases.forEach((each, index) => {
      if (!each.test) return;
      const test = each.test;
      const comparison = { node: each, left: node.discriminant, right: test };
      const split = waiting.flatMap(({ state, value }) =>
        this.expressions.evaluate(test, state).map((after) => this.tests.compare(comparison, after.state, value)),
      );
      entries[index]?.push(...split.flatMap(({ yes }) => yes));
      waiting = split.flatMap(({ no }, at) => no.map((state) => ({ state, value: waiting[at]?.value ?? unknown })));
    });
    const fallback = node.cases.findIndex((each) => !each.test);
    entries[fallback]?.push(...waiting.map(({ state }) => state));
    let normal: readonly State[] = [];
    const jumps: Jump[] = [];
    node.cases.forEach((each, index) => {
      const flow = this.block(each.consequent, this.merge([...normal, ...(entries[index] ?? [])]));
      normal = flow.normal;
      jumps.push(...flow.jumps);
    });
    const missed = fallback < 0 ? waiting.map(({ state }) => state) : [];
    return this.landing({ normal: this.merge([...normal, ...missed]), jumps }, [null]);
  }

  /** The flow in which a `break` to one of these labels goes on normally; `null` is a `break` without a label. */
  landing(flow: Flow, labels: readonly (string | null)[]): Flow {
    const lands = (jump: Jump): boolean => jump.kind === "break" && labels.includes(jump.label);
    return {
      normal: this.merge([...flow.normal, ...flow.jumps.filter(lands).map(({ state }) => state)]),
      jumps: flow.jumps.filter((jump) => !lands(jump)),
    };
  }

  /** The state after an event. */
  record(state: State, happened: Event): State {
    const { interner, through } = this.context;
    return interner.append(state, through ? toCaller(happened, through) : happened);
  }

  /** Every path through a function whose parameters hold these values. */
  function(target: FunctionNode, values: readonly Value[], start: State): Path[] {
    const state = target.params.reduce(
      (before, parameter, index) => this.bindParameter(parameter, values[index] ?? unrelated, before),
      start,
    );
    if (target.body.type !== "BlockStatement") {
      const body = target.body;
      const returned = this.expressions
        .evaluate(body, state)
        .flatMap((each) => toPaths(each.state, { kind: "returned", node: body, value: each.value, argument: body }));
      return [...returned, ...this.#unfinished()];
    }
    return this.paths(this.block(target.body.body, [state]));
  }

  /** The paths that a flow amounts to once the function, or the region, is left. */
  paths(flow: Flow): Path[] {
    const completed = this.merge(flow.normal).flatMap((state) => toPaths(state, { kind: "completed" }));
    const left = flow.jumps.flatMap((jump) => {
      if (jump.kind !== "return") return toPaths(jump.state, { kind: "completed" });
      const { state, node, value, argument } = jump;
      return toPaths(state, { kind: "returned", node, value, argument });
    });
    return [...completed, ...left, ...this.#unfinished()];
  }

  #unfinished(): Path[] {
    const thrown = this.throws
      .filter((each) => !each.implicit)
      .flatMap(({ state, node, value, argument }) => toPaths(state, { kind: "threw", node, value, argument }));
    return [...thrown, ...this.exits.flatMap((state) => toPaths(state, { kind: "exited" }))];
  }
}

/** The function or catch clause that declares a parameter. */
function ownerOf(parameter: TSESTree.Node): TSESTree.Node | null {
  let owner: TSESTree.Node | null = parameter.parent ?? null;
  while (owner && owner.type !== "CatchClause" && !isFunction(owner)) owner = owner.parent ?? null;
  return owner;
}

function toPaths({ histories, presence, coded }: State, end: End): Path[] {
  return histories.map((steps) => ({ steps, end, certain: presence === "certain", coded }));
}

/** A helper's event as its caller sees it: at the call. */
function toCaller(event: Event, { call, name }: Through): Event {
  const isSeenThere = event.kind === "notified" || event.kind === "logged" || event.kind === "sent";
  return isSeenThere ? { ...event, node: call, through: name } : event;
}

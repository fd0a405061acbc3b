import type { TSESTree } from "@typescript-eslint/types";
import { isMeterName } from "../knowledge/meters.ts";
import { type FunctionNode, isFunction, isWithin, lastName, propertyName, unwrap } from "../syntax/unwrap.ts";
import { findCause } from "./cause.ts";
import type { Construction } from "./construction.ts";
import { isPushing } from "./find-writes.ts";
import type { Meaning, Roles } from "./meaning.ts";
import type { End } from "./path.ts";
import type { Sink } from "./sink.ts";
import { caught, isRelated, toHolder, toText, toValueKey, unknown, unrelated, type Value } from "./value.ts";
import type { Outcome } from "./walk-context.ts";
import type { State } from "./walk-state.ts";
import type { Walk } from "./walk.ts";

/** Helpers are followed this deep. */
const DEPTH_LIMIT = 3;

interface EvaluatedCall {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly state: State;
  readonly values: readonly Value[];
  readonly receiver: Value;
  /** It stands in a test, so that its result is what it is for. */
  readonly asTest: boolean;
}

/** What a call does to the error: by what is known of it, by what stands in the file, or as one that cannot be seen. */
export class WalkCalls {
  constructor(readonly walk: Walk) {}

  call(node: TSESTree.CallExpression | TSESTree.NewExpression, state: State, asTest: boolean): readonly Outcome[] {
    const meaning = this.walk.context.vocabulary.meaningOf(node, this.walk.context.roles);
    if (meaning?.kind === "runner") return this.#run(meaning.function, state);
    const callee = unwrap(node.callee);
    const receiver = callee.type === "MemberExpression" ? [callee.object] : isFunction(callee) ? [] : [callee];
    const rows = this.walk.expressions.sequence([...receiver, ...node.arguments], state);
    return rows.flatMap((row) => {
      const values = row.values.slice(receiver.length);
      const call: EvaluatedCall = { node, state: row.state, values, receiver: row.values[0] ?? unrelated, asTest };
      return meaning ? this.#known(meaning, call) : this.#unseen(call);
    });
  }

  /** A function that runs at once, once: its body is walked in place. */
  #run(body: FunctionNode, state: State): readonly Outcome[] {
    const inner = this.#follow(body, state);
    return inner.map((after) => ({ state: after, value: unrelated }));
  }

  #follow(body: FunctionNode, state: State): readonly State[] {
    if (body.body.type !== "BlockStatement")
      return this.walk.expressions.evaluate(body.body, state).map((outcome) => outcome.state);
    const flow = this.walk.block(body.body.body, [state]);
    return this.walk.merge([...flow.normal, ...flow.jumps.map((jump) => jump.state)]);
  }

  #known(meaning: Meaning, call: EvaluatedCall): readonly Outcome[] {
    const { node, state } = call;
    const done = (after: State, value: Value = unrelated): readonly Outcome[] => [{ state: after, value }];
    switch (meaning.kind) {
      case "notification":
        return done(this.#notified(meaning, call));
      case "log":
        return done(this.#logged(call));
      case "enrichment":
        return this.#enrich(meaning.argument, call);
      case "rejection":
        return done(state, {
          kind: "rejection",
          of: meaning.argument ? this.#argumentValue(meaning.argument, call) : unrelated,
          node,
        });
      case "handover":
        return done(this.#handed(meaning, call));
      case "exit":
        this.walk.exits.push(state);
        return [];
      case "construction":
        return done(state, this.#made(meaning.construction, call));
      case "thrower":
        this.walk.throw({
          state,
          node,
          argument: node,
          value: this.#made(meaning.construction, call),
          implicit: false,
        });
        return [];
      case "sink":
        return done(this.#sent(meaning.sink, call));
      case "local":
        return this.#enter(meaning, call);
      case "conversion":
        return done(state, toText(call.values));
      case "cause-finder":
        return done(state, call.values.some(isRelated) ? { kind: "part", part: "cause" } : unrelated);
      case "unwrapping":
        return done(state, call.values[0] ?? unrelated);
      case "sanitizer":
      case "guard":
      case "runner":
      case "pure":
        return done(state);
    }
  }

  #made(construction: Construction, { state, values }: EvaluatedCall): Value {
    const read = (part: TSESTree.Node): Value => this.walk.expressions.quietValue(part, state);
    const made = findCause(construction, { values, bindings: this.walk.context.bindings, read });
    return made === null ? unrelated : { kind: "made", construction, ...made };
  }

  #argumentValue(argument: TSESTree.Node, { node, values, state }: EvaluatedCall): Value {
    const index = node.arguments.indexOf(argument as TSESTree.CallExpressionArgument);
    if (index >= 0) return values[index] ?? unrelated;
    // what a function gives that is an argument: `throwError(() => err)`
    return isWithin(argument, node) ? this.walk.expressions.quietValue(argument, state) : unrelated;
  }

  #enrich(argument: TSESTree.Node, call: EvaluatedCall): readonly Outcome[] {
    const { node, state, values } = call;
    if (this.#isEnriched(argument, call))
      return [
        { state: this.walk.record(state, { kind: "enriched", node }), value: this.#argumentValue(argument, call) },
      ];
    if (lastName(node.callee) !== "assign" || !values.some(isRelated)) return [{ state, value: unrelated }];
    // `Object.assign(payload, { error: err.message })`
    return [{ state: this.walk.expressions.gather(unwrap(argument), values, state), value: toHolder(values) }];
  }

  /** `addContext(err, …)`, or `err.addContext(…)` */
  #isEnriched(argument: TSESTree.Node, call: EvaluatedCall): boolean {
    const callee = unwrap(call.node.callee);
    return (
      isRelated(this.#argumentValue(argument, call)) ||
      this.walk.tests.isError(argument, call.state) ||
      (callee.type === "MemberExpression" && call.receiver.kind === "error")
    );
  }

  #notified(meaning: Meaning & { kind: "notification" }, call: EvaluatedCall): State {
    const { node, state } = call;
    const given = meaning.argument ? this.#argumentValue(meaning.argument, call) : unrelated;
    // `notify({ error: err })`
    const value: Value = given.kind === "holder" && given.parts.includes("error") ? caught : given;
    if (node.type !== "CallExpression" || !["error", "part", "made"].includes(value.kind)) return state;
    return this.walk.record(state, { kind: "notified", node, value, through: null, notifier: meaning.notifier });
  }

  #logged({ node, state, values }: EvaluatedCall): State {
    if (node.type !== "CallExpression") return state;
    const told = toHolder(values);
    return this.walk.record(state, { kind: "logged", node, value: told, through: null });
  }

  #handed(meaning: Meaning & { kind: "handover" }, call: EvaluatedCall): State {
    const { node, state } = call;
    const value = this.#argumentValue(meaning.argument, call);
    if (node.type !== "CallExpression" || !isRelated(value)) return this.walk.record(state, { kind: "acted", node });
    return this.walk.record(state, { kind: "handed", node, via: meaning.via, value, argument: meaning.argument });
  }

  #sent(sink: Sink, call: EvaluatedCall): State {
    let { state } = call;
    for (const argument of sink.data) {
      const value = this.#argumentValue(argument, call);
      if (isRelated(value))
        state = this.walk.record(state, { kind: "sent", node: call.node, sink, value, argument, through: null });
    }
    return state === call.state ? this.walk.record(state, { kind: "acted", node: call.node }) : state;
  }

  /** A call of something that cannot be seen: it returns, does not notify, and observes the error rather than enrich it. */
  #unseen(call: EvaluatedCall): readonly Outcome[] {
    const { node, state, values, receiver } = call;
    const given = values.some(isRelated) || isRelated(receiver);
    if (given) this.walk.mayThrow(node, state);
    if (receiver.kind === "error" || receiver.kind === "part") return this.#method(call);
    if (given) {
      const kept = this.#pushed(call);
      return [{ state: this.walk.record(kept, { kind: isUndoing(node) ? "acted" : "escaped", node }), value: unknown }];
    }
    const harmless = call.asTest || node.type === "NewExpression" || isMeasuring(node);
    const after = harmless ? state : this.walk.record(state, { kind: "acted", node });
    this.walk.mayThrow(node, after); // what failed to be undone was undone as far as it goes
    return [{ state: after, value: unrelated }];
  }

  /** `errors.push(err.message)`: the list holds it from then on. */
  #pushed({ node, state, values }: EvaluatedCall): State {
    const callee = unwrap(node.callee);
    return isPushing(callee) ? this.walk.expressions.gather(unwrap(callee.object), values, state) : state;
  }

  /** A method of the error or of a part of it: `err.toString()`, `err.message.includes("x")`, `err.addContext(…)`. */
  #method({ node, state, receiver }: EvaluatedCall): readonly Outcome[] {
    const callee = unwrap(node.callee);
    const name = callee.type === "MemberExpression" ? (propertyName(callee) ?? "") : "";
    if (receiver.kind === "part") return [{ state, value: receiver }];
    if (/^(?:add|attach|annotate|enrich|extend|tag|with|set)(?![a-z])/.test(name))
      return [{ state: this.walk.record(state, { kind: "enriched", node }), value: unknown }];
    if (name === "toString") return [{ state, value: { kind: "part", part: "string" } }];
    return [{ state, value: name === "toJSON" ? { kind: "holder", parts: ["string"] } : unknown }];
  }

  /** Follows the error into a function of the same file: what happens there happens here. */
  #enter({ function: target, call: node }: Meaning & { kind: "local" }, call: EvaluatedCall): readonly Outcome[] {
    const { stack } = this.walk.context;
    if (!call.values.some(isRelated)) return this.#unseen(call);
    if (stack.length >= DEPTH_LIMIT || stack.includes(target) || target.generator) return this.#unseen(call);
    const inner = this.walk.into(target, node, this.#rolesFor(target, call));
    const outcomes = inner.function(target, call.values, call.state).flatMap(({ steps, end }) => {
      const state: State = { ...call.state, histories: [steps] };
      return this.#returnedFrom(target, end, { ...call, state });
    });
    return this.walk.mergeRows(outcomes, ({ value }) => toValueKey(value));
  }

  #rolesFor(target: FunctionNode, call: EvaluatedCall): Roles {
    const { roles, bindings } = this.walk.context;
    const taken = target.params.flatMap((parameter, index) => {
      const argument = call.node.arguments[index];
      const given = argument && bindings.variableOf(unwrap(argument));
      const role = given && roles.get(given);
      const variable =
        role &&
        bindings.declaredBy(target).find(({ identifiers }) => identifiers.includes(parameter as TSESTree.Identifier));
      return variable ? [[variable, role] as const] : [];
    });
    return taken.length === 0 ? roles : new Map([...roles, ...taken]);
  }

  #returnedFrom(target: FunctionNode, end: End, call: EvaluatedCall): readonly Outcome[] {
    const { node, state } = call;
    if (end.kind === "exited") {
      this.walk.exits.push(state);
      return [];
    }
    if (end.kind === "completed") return [{ state, value: unrelated }];
    if (end.kind === "returned") return [{ state, value: end.value }];
    if (target.async) return [{ state, value: { kind: "rejection", of: end.value, node } }];
    this.walk.throw({ state, node, argument: node, value: end.value, implicit: false });
    return [];
  }
}

/** Whether the name of what is called says that it undoes something, or throws of its own accord: `stream.destroy(err)`. */
function isUndoing(node: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return UNDOING.test(lastName(node.callee) ?? "");
}

/** Whether a call counts or measures something, as a log writes something down: that undoes nothing. */
function isMeasuring({ callee }: TSESTree.CallExpression): boolean {
  const inner = unwrap(callee);
  const receiver = inner.type === "MemberExpression" ? lastName(inner.object) : null;
  return isMeterName(receiver, lastName(inner) ?? "");
}

const UNDOING =
  /^[#_]*(?:abort|cancel|cleanup|clean|close|destroy|disconnect|dispose|fail|finish|insert|kill|mark|persist|raise|release|remove|reset|rethrow|revert|rollback|save|set|stop|store|throw|undo|unlock|unpipe|update)(?![a-z])/;

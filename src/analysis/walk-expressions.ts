import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { childrenOf } from "../syntax/traverse.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";
import { bindPattern, toMember } from "./bind-pattern.ts";
import { isRelated, toHolder, toText, toValueKey, unknown, unrelated, type Value } from "./value.ts";
import { TooManyPaths, type Outcome } from "./walk-context.ts";
import { withValue, type State } from "./walk-state.ts";
import type { Walk } from "./walk.ts";

/** What several expressions come to, one after the other, and the state after the last. */
interface Row {
  readonly state: State;
  readonly values: readonly Value[];
}

/** What expressions come to, and what happens on the way; calls have a room of their own. */
export class WalkExpressions {
  constructor(readonly walk: Walk) {}

  /** Everything an expression may evaluate to from a state, with what happens on the way. */
  evaluate(expression: TSESTree.Node, state: State, asTest = false): readonly Outcome[] {
    if (this.walk.context.fuel.left-- <= 0) throw new TooManyPaths();
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
          this.walk.tests.mentions(node, state)
            ? { state: this.walk.record(state, { kind: "stored", node }), value: unknown }
            : { state, value: unrelated },
        ];
      case "MemberExpression":
        return this.#member(node, state);
      case "CallExpression":
      case "NewExpression":
        return this.walk.calls.call(node, state, asTest);
      case "AwaitExpression":
        return this.evaluate(node.argument, state, asTest).flatMap((outcome) => this.#await(node, outcome));
      case "YieldExpression":
        return this.#yield(node, state);
      case "AssignmentExpression":
        return this.#assign(node, state);
      case "UpdateExpression":
        return [{ state: this.walk.record(state, { kind: "acted", node }), value: unrelated }];
      case "ConditionalExpression": {
        const { yes, no } = this.walk.tests.branch(node.test, state);
        return [...this.walk.each(yes, node.consequent), ...this.walk.each(no, node.alternate)];
      }
      case "LogicalExpression":
        return this.#logical(node, state);
      case "SequenceExpression":
        return this.sequence(node.expressions, state).map(({ state: after, values }) => ({
          state: after,
          value: values.at(-1) ?? unrelated,
        }));
      case "ObjectExpression":
      case "ArrayExpression":
        return this.sequence(membersOf(node), state).map(({ state: after, values }) => ({
          state: after,
          value: toHolder(values),
        }));
      case "TemplateLiteral":
        return this.sequence(node.expressions, state).map(({ state: after, values }) => ({
          state: after,
          value: toText(values),
        }));
      case "BinaryExpression":
        return this.sequence([node.left, node.right], state).map(({ state: after, values }) => ({
          state: after,
          value: node.operator === "+" ? toText(values) : values.some(isRelated) ? unknown : unrelated,
        }));
      case "UnaryExpression":
        return this.evaluate(node.argument, state).map((outcome) => ({
          state: node.operator === "delete" ? this.walk.record(outcome.state, { kind: "acted", node }) : outcome.state,
          value: unrelated,
        }));
      case "SpreadElement":
        return this.evaluate(node.argument, state);
      default:
        return this.sequence(childrenOf(node), state).map(({ state: after, values }) => ({
          state: after,
          value: values.some(isRelated) ? unknown : unrelated,
        }));
    }
  }

  sequence(nodes: readonly TSESTree.Node[], state: State): readonly Row[] {
    let rows: readonly Row[] = [{ state, values: [] }];
    for (const node of nodes) {
      const next: Row[] = [];
      for (const row of rows) {
        for (const outcome of this.evaluate(node, row.state))
          next.push({ state: outcome.state, values: [...row.values, outcome.value] });
      }
      rows = this.walk.mergeRows(next, ({ values }) => values.map(toValueKey).join());
    }
    return rows;
  }

  #valueOf(node: TSESTree.Identifier, state: State): Value {
    const variable = this.walk.context.bindings.variableOf(node);
    if (!variable) return unrelated;
    const value = state.values.get(variable);
    if (value === undefined || !isRelated(value)) return value ?? unrelated;
    return isAssignedElsewhere(variable) ? unknown : value;
  }

  #member(node: TSESTree.MemberExpression, state: State): readonly Outcome[] {
    const before = node.computed
      ? this.sequence([node.object, node.property], state)
      : this.sequence([node.object], state);
    return before.map((row) => {
      const value = toMember(row.values[0] ?? unrelated, propertyName(node));
      const after =
        this.walk.tests.isError(node.object, row.state) && !node.optional
          ? { ...row.state, presence: "certain" as const }
          : row.state;
      return { state: after, value };
    });
  }

  #logical(node: TSESTree.LogicalExpression, state: State): readonly Outcome[] {
    if (node.operator === "??") {
      return this.evaluate(node.left, state).flatMap((left) => {
        if (left.value.kind === "error" && left.state.presence === "certain") return [left];
        return [left, ...this.evaluate(node.right, left.state)];
      });
    }
    const left = unwrap(node.left);
    const { yes, no } = this.walk.tests.branch(left, state);
    const [decided, open] = node.operator === "&&" ? [no, yes] : [yes, no];
    const kept = decided.flatMap((each) =>
      node.operator === "||"
        ? [{ state: each, value: this.quietValue(left, each) }]
        : [{ state: each, value: unrelated }],
    );
    return [...kept, ...this.walk.each(open, node.right)];
  }

  /** The value of an expression that was evaluated already: its events do not happen again. */
  quietValue(node: TSESTree.Node, state: State): Value {
    const throws = this.walk.throws;
    this.walk.throws = [];
    const values = this.evaluate(node, state).map(({ value }) => value);
    this.walk.throws = throws;
    return values.length === 1 ? (values[0] ?? unrelated) : values.some(isRelated) ? unknown : unrelated;
  }

  #await(node: TSESTree.AwaitExpression, { state, value }: Outcome): readonly Outcome[] {
    if (value.kind !== "rejection") {
      const argument = unwrap(node.argument);
      if (argument.type !== "CallExpression") this.walk.mayThrow(node, state);
      // await prisma.$executeRaw`UPDATE …`
      const isDone = argument.type === "TaggedTemplateExpression" && !isRelated(value);
      return [{ state: isDone ? this.walk.record(state, { kind: "acted", node }) : state, value }];
    }
    this.walk.throw({ state, node: value.node, argument: argumentOf(value.node), value: value.of, implicit: false });
    return [];
  }

  /** A generator may be left at any `yield`, and is resumed with a value, or with a throw. */
  #yield(node: TSESTree.YieldExpression, state: State): readonly Outcome[] {
    const outcomes = node.argument ? this.evaluate(node.argument, state) : [{ state, value: unrelated }];
    for (const outcome of outcomes) {
      this.walk.mayThrow(node, outcome.state);
      this.walk.exits.push(outcome.state);
    }
    return outcomes.map(({ state: after }) => ({ state: after, value: unrelated }));
  }

  #assign(node: TSESTree.AssignmentExpression, state: State): readonly Outcome[] {
    const assigned = this.evaluate(node.right, state).map(({ state: after, value }) => {
      const whole = node.operator === "+=" ? toText([this.quietValue(node.left, after), value]) : value;
      return { state: this.#assigned(node, after, whole), value: whole };
    });
    const mayStay = node.operator === "??=" || node.operator === "||=" || node.operator === "&&=";
    return mayStay ? [{ state, value: this.quietValue(node.left, state) }, ...assigned] : assigned;
  }

  #assigned(node: TSESTree.AssignmentExpression, state: State, value: Value): State {
    const sink = this.walk.context.vocabulary.sinkOfAssignment(node, this.walk.context.roles);
    if (sink && isRelated(value))
      return this.walk.record(state, { kind: "sent", node, sink, value, argument: node.right, through: null });
    const target = unwrap(node.left);
    if (target.type === "MemberExpression" && this.walk.tests.isError(rootOf(target), state))
      return this.walk.record(state, { kind: "enriched", node });
    const kept = this.#keep(target, value, state);
    return this.walk.record(kept, { kind: isRelated(value) ? "stored" : "acted", node });
  }

  /** The state in which what is assigned to holds a value: a name, a pattern, or an object of this function's own. */
  #keep(target: TSESTree.Node, value: Value, state: State): State {
    if (target.type === "MemberExpression")
      return isRelated(value) ? this.gather(rootOf(target), [value], state) : state;
    return bindPattern(target, { value, state, variableOf: (name) => this.walk.context.bindings.variableOf(name) });
  }

  /** The state in which an object or array that is written out in this file holds these values beside what it held. */
  gather(owner: TSESTree.Node, values: readonly Value[], state: State): State {
    const variable = owner.type === "Identifier" ? this.walk.context.bindings.variableOf(owner) : null;
    const before = (variable && state.values.get(variable)) ?? unrelated;
    if (!variable || !isLiteral(variable) || (isRelated(before) && before.kind !== "holder")) return state;
    return withValue(state, variable, toHolder([before, ...values]));
  }
}

/** Whether a function within the one that declares a variable assigns to it: when, nobody can tell. */
function isAssignedElsewhere({ references, scope }: Variable): boolean {
  return references.some(
    (reference) =>
      reference.isWrite() && reference.init !== true && reference.from.variableScope !== scope.variableScope,
  );
}

/** `const payload = {};`, `let errors: string[] = [];` */
function isLiteral({ defs }: Variable): boolean {
  const init = defs[0]?.node.type === "VariableDeclarator" ? defs[0].node.init : null;
  return init != null && /^(?:Object|Array)Expression$/.test(unwrap(init).type);
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

import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isUnreassigned, pathInPattern } from "../syntax/bindings.ts";
import { traverse } from "../syntax/traverse.ts";
import {
  enclosingFunction,
  type FunctionNode,
  isFunction,
  isWithin,
  propertyName,
  propertyValue,
  unwrap,
} from "../syntax/unwrap.ts";
import type { CaughtError } from "./caught-error.ts";
import { isDevelopmentOnly } from "./development.ts";
import type { Facts } from "./facts.ts";
import { conditionsOf, findReaching, findWrites, type Write } from "./find-writes.ts";
import { findOutcome, type Outcomes } from "./test-outcome.ts";
import type { Part } from "./value.ts";

/** A place where an expression holds something raw of a caught error: a text that was not written for a client. */
export interface Leak {
  /** The smallest expression that is all raw: `err.message`, `String(err)`, `message`. */
  readonly node: TSESTree.Node;
  readonly part: Part | "error" | "answer";
}

/** What is asked to tell what an expression holds of an error. */
export interface LeakInput {
  readonly caught: CaughtError;
  readonly facts: Facts;
  /** How the tests of the error came out on the way: an arm that was not taken leaks nothing. */
  readonly outcomes: Outcomes;
}

/** What an expression holds of a caught error that a client must not see, in source order. */
export function findLeaks(expression: TSESTree.Node, input: LeakInput): Leak[] {
  return new LeakSearch(input, new Map(), []).find(expression);
}

/** The same for an expression inside of a function of this file that is called with the error, or of one that this calls. */
export function findLeaksBehind(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  expression: TSESTree.Node,
  input: LeakInput,
): Leak[] {
  return findBehind(call, expression, new LeakSearch(input, new Map(), []));
}

function findBehind(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  expression: TSESTree.Node,
  search: LeakSearch,
): Leak[] {
  const { nodes, known } = search.input.facts;
  const target = known.functionOf(call.callee);
  if (!target || search.isFull(target)) return [];
  const inner = search.enter(target, call.arguments);
  if (isWithin(expression, target)) return inner.find(expression);
  const deeper = nodes.calls.filter((each) => isWithin(each, target));
  return deeper.map((each) => findBehind(each, expression, inner)).find((leaks) => leaks.length > 0) ?? [];
}

/** Calls are followed this deep. */
const DEEPEST = 3;

/** A variable is followed through so many texts that are made of what it held. */
const LONGEST = 20;

class LeakSearch {
  /** What variables hold, also of one member of theirs: a chain in which each is used twice is followed once. */
  readonly #held = new Map<Variable, Map<string | null, readonly Leak[]>>();

  constructor(
    readonly input: LeakInput,
    /** What the parameters of the functions that were entered hold. */
    readonly parameters: ReadonlyMap<Variable, readonly Leak[]>,
    /** The functions and variables that are being followed. */
    readonly stack: readonly (FunctionNode | Variable)[],
  ) {}

  find(expression: TSESTree.Node): Leak[] {
    const node = unwrap(expression);
    switch (node.type) {
      case "Identifier":
        return this.#inName(node);
      case "MemberExpression":
        return this.#inMember(node);
      case "CallExpression":
        return this.#inCall(node);
      case "NewExpression":
        return this.#inConstruction(node);
      case "ObjectExpression":
        return node.properties.flatMap((each) => this.find(each.type === "SpreadElement" ? each.argument : each.value));
      case "ArrayExpression":
        return node.elements.flatMap((each) => (each ? this.find(each) : []));
      case "SpreadElement":
      case "AwaitExpression":
        return this.find(node.argument);
      case "TemplateLiteral":
        return node.expressions.flatMap((each) => this.find(each)).map(toText);
      case "BinaryExpression":
        return node.operator === "+" ? [node.left, node.right].flatMap((each) => this.find(each)).map(toText) : [];
      case "ConditionalExpression":
        return this.#inArms(node.test, node.consequent, node.alternate);
      case "LogicalExpression":
        return this.#inLogical(node);
      case "SequenceExpression":
        return this.find(node.expressions.at(-1) ?? node);
      case "AssignmentExpression":
        return this.find(node.right);
      default:
        return [];
    }
  }

  #inArms(test: TSESTree.Node, yes: TSESTree.Node | null, no: TSESTree.Node | null): Leak[] {
    const outcome = findOutcome(test, this.input.outcomes);
    return [...(yes && outcome !== false ? this.find(yes) : []), ...(no && outcome !== true ? this.find(no) : [])];
  }

  #inLogical({ operator, left, right }: TSESTree.LogicalExpression): Leak[] {
    if (operator === "??") return [...this.find(left), ...this.find(right)];
    return operator === "&&" ? this.#inArms(left, right, null) : this.#inArms(left, left, right);
  }

  #inName(node: TSESTree.Identifier, member: string | null = null): Leak[] {
    const variable = this.input.facts.bindings.variableOf(node);
    if (!variable || (this.stack.includes(variable) && !this.#isOwn(variable))) return [];
    const given = isUnreassigned(variable) ? (this.parameters.get(variable) ?? this.#ofCaught(variable)) : null;
    const held = (given ?? this.#ofValue(variable, node, member)).filter((leak) => !this.#isAllowed(leak));
    return [...new Set(held.map(({ part }) => part))].map((part) => ({ node, part }));
  }

  /** What is followed is what the variable is given itself, `text = text + "."`: it stands for what it held before. */
  #isOwn(variable: Variable): boolean {
    return this.stack.at(-1) === variable && this.stack.length <= LONGEST;
  }

  #ofValue(variable: Variable, at: TSESTree.Node, member: string | null): readonly Leak[] {
    const writes = findWrites(variable) ?? [];
    if (!hasOneValue(variable, writes) && !this.#isOwn(variable))
      return this.#ofWrites(variable, writes, { at, member });
    const known = this.#held.get(variable) ?? new Map<string | null, readonly Leak[]>();
    const held = known.get(member) ?? this.#ofWrites(variable, writes, { at, member });
    this.#held.set(variable, known.set(member, held));
    return held;
  }

  /** Whether only developers get to see it, and the policy lets them. */
  #isAllowed(leak: Leak): boolean {
    return this.input.facts.setting.policy.development === "allow" && isDevelopmentOnly(leak.node);
  }

  /** `err.message`; of an object that is written out, `body.error` is only what stands there. */
  #inMember(node: TSESTree.MemberExpression): Leak[] {
    const object = unwrap(node.object);
    const name = propertyName(node);
    const held = object.type === "Identifier" ? this.#inName(object, name) : this.find(object);
    return held.flatMap((leak) => toMember(leak, name, node));
  }

  /** What a name holds that the error was caught under; `null` for any other. */
  #ofCaught({ defs }: Variable): Leak[] | null {
    const { binding } = this.input.caught;
    const name = defs[0]?.name;
    if (!binding || !name || name.range[0] < binding.range[0] || name.range[1] > binding.range[1]) return null;
    return alongPattern(binding, name, [{ node: name, part: "error" }]);
  }

  /**
   * What a variable holds where it is read: `const message = err.message`, `const { stack } = err`, `message = err.message`,
   * `body.error = err.message`; of a member that is asked for alone, what is put elsewhere in the object is not.
   */
  #ofWrites(
    variable: Variable,
    writes: readonly Write[],
    { at, member }: { readonly at: TSESTree.Node; readonly member: string | null },
  ): Leak[] {
    if (variable.defs[0]?.type !== "Variable" || variable.defs.length > 1) return [];
    const inner = new LeakSearch(this.input, this.parameters, [...this.stack, variable]);
    const reaching = findReaching(writes, at).filter((write) => this.#isTaken(write, at));
    return reaching.flatMap((write) => inner.#ofWrite(write, member));
  }

  #ofWrite({ kind, given, path, member }: Write, asked: string | null): Leak[] {
    if (kind === "text") return this.find(given).map(toText);
    if (kind === "member") return asked === null || member === null || member === asked ? this.find(given) : [];
    const [first, ...others] = path;
    if (first === undefined) return (asked === null ? null : this.#inProperty(given, asked)) ?? this.find(given);
    const held = this.#inProperty(given, first) ?? this.find(given).flatMap((leak) => toMember(leak, first, given));
    return others.reduce((parts, key) => parts.flatMap((leak) => toMember(leak, key, given)), held);
  }

  /** What a property holds of an object that is written out, or given by the handler in question; `null` for any other. */
  #inProperty(expression: TSESTree.Node, name: string): Leak[] | null {
    const node = unwrap(expression);
    const { caught } = this.input;
    if (node.type === "AwaitExpression") return this.#inProperty(node.argument, name);
    if (node === caught.call && isFunction(caught.node))
      return returnedBy(caught.node).flatMap((each) => this.#inProperty(each, name) ?? this.find(each));
    const value = node.type === "ObjectExpression" ? propertyValue(node, name) : "unknown";
    if (value === "unknown") return null;
    return value === null ? [] : this.find(value);
  }

  /** Whether a write is made on a path on which the error's tests came out so. */
  #isTaken({ node }: Write, at: TSESTree.Node): boolean {
    const { outcomes } = this.input;
    return conditionsOf(node, at).every(
      ({ test, outcome }) => test === null || findOutcome(test, outcomes) !== !outcome,
    );
  }

  #inCall(node: TSESTree.CallExpression): Leak[] {
    const { known } = this.input.facts;
    const { caught } = this.input;
    if (node === caught.call && isFunction(caught.node))
      return returnedBy(caught.node).flatMap((each) => this.find(each));
    const meaning = known.meaningOf(node);
    const given = (): Leak[] => node.arguments.flatMap((each) => this.find(each));
    if (meaning?.kind === "conversion")
      return given().map((leak) => (isWrittenOut(node.arguments[0]) ? leak : toText({ node, part: leak.part })));
    if (meaning?.kind === "construction") return this.#inConstruction(node);
    if (meaning?.kind === "local") return this.#returnedFrom(meaning.function, node);
    const callee = unwrap(node.callee);
    if (callee.type !== "MemberExpression") return [];
    return this.find(callee.object).flatMap((leak) => toResult(leak, propertyName(callee), node));
  }

  /** What a library or the language copies into the error that it makes. */
  #inConstruction(node: TSESTree.CallExpression | TSESTree.NewExpression): Leak[] {
    const meaning = this.input.facts.known.meaningOf(node);
    if (meaning?.kind !== "construction" || meaning.construction.kind === "coded") return [];
    const { message, form } = meaning.construction;
    const copied = form && form.error !== null ? node.arguments[form.error] : null;
    const sources = new Set([message, copied ?? null].filter((each) => each !== null));
    return [...sources].flatMap((each) => this.find(each)).map(toText);
  }

  #returnedFrom(target: FunctionNode, call: TSESTree.CallExpression): Leak[] {
    if (this.isFull(target)) return [];
    const inner = this.enter(target, call.arguments);
    const leaks = returnedBy(target).flatMap((each) => inner.find(each));
    return leaks.map(({ part }) => ({ node: call, part }));
  }

  /** Whether a function is being followed already, or too many are. */
  isFull(target: FunctionNode): boolean {
    return this.stack.includes(target) || this.stack.length > DEEPEST;
  }

  /** The search inside of a function whose parameters hold what these arguments do. */
  enter(target: FunctionNode, given: readonly TSESTree.Node[]): LeakSearch {
    const parameters = new Map(this.parameters);
    target.params.forEach((parameter, index) => {
      const argument = given[index];
      const leaks = argument ? this.find(argument) : [];
      if (leaks.length === 0) return;
      for (const variable of this.input.facts.bindings.declaredBy(target)) {
        const name = variable.defs[0]?.name;
        if (name && isWithin(name, parameter)) parameters.set(variable, alongPattern(parameter, name, leaks));
      }
    });
    return new LeakSearch(this.input, parameters, [...this.stack, target]);
  }
}

/** Whether a variable holds the same wherever it can be read. */
function hasOneValue({ defs: [definition] }: Variable, [first, ...others]: readonly Write[]): boolean {
  const declaration = definition?.parent;
  const isScoped = declaration?.type === "VariableDeclaration" && declaration.kind !== "var";
  return isScoped && first?.node === definition?.node && others.length === 0;
}

/** What a name in a pattern holds of what the whole pattern is given. */
function alongPattern(pattern: TSESTree.Node, name: TSESTree.Node, leaks: readonly Leak[]): Leak[] {
  const path = pathInPattern(pattern, name);
  if (path === null) return leaks.filter(({ part }) => part === "error"); // the rest of it
  return path.reduce((held, key) => held.flatMap((leak) => toMember(leak, key, name)), [...leaks]);
}

function returnedBy(target: FunctionNode): TSESTree.Node[] {
  if (target.body.type !== "BlockStatement") return [target.body];
  const returned: TSESTree.Node[] = [];
  traverse(target.body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "ReturnStatement" && node.argument && enclosingFunction(node) === target)
      returned.push(node.argument);
    return true;
  });
  return returned;
}

/** Properties in which drivers, HTTP clients and child processes keep what they say to a developer. */
const TEXTS =
  /^(?:detail|hint|where|sql|sqlMessage|query|internalQuery|parameters|errmsg|errorMessage|request|config|body|meta|original|originalError|stdout|stderr|cmd|trace|stackTrace)$/;
/** What they keep there that tells nothing. */
const FACTS = /^(?:status|statusCode|statusText|length|code|name|ok)$/;

function toMember(leak: Leak, name: string | null, node: TSESTree.Node): Leak[] {
  if (leak.part !== "error") return name !== null && FACTS.test(name) ? [] : [{ node, part: leak.part }];
  if (name === "message" || name === "stack" || name === "cause") return [{ node, part: name }];
  if (name === "response") return [{ node, part: "answer" }];
  return name !== null && TEXTS.test(name) ? [{ node, part: "property" }] : [];
}

/** What a method gives: of the error itself only its renderings are known, of a text nearly everything is text. */
function toResult(leak: Leak, method: string | null, node: TSESTree.Node): Leak[] {
  if (leak.part === "error") {
    if (method === "toString" || method === "join") return [{ node, part: "string" }];
    return method === "toJSON" ? [{ node, part: "error" }] : [];
  }
  return /^(?:includes|startsWith|endsWith|indexOf|search|test|localeCompare|charCodeAt)$/.test(method ?? "")
    ? []
    : [{ node, part: leak.part }];
}

/** `JSON.stringify({ … })`: what is raw stands in it by itself. */
function isWrittenOut(node: TSESTree.Node | undefined): boolean {
  return node !== undefined && /^(?:Object|Array)Expression$/.test(unwrap(node).type);
}

function toText({ node, part }: Leak): Leak {
  return { node, part: part === "error" ? "string" : part };
}

import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { enclosingClass } from "../analysis/find-functions.ts";
import { parametersOf } from "../analysis/find-roles.ts";
import type { Handler } from "../analysis/handler.ts";
import { childrenOf } from "../syntax/traverse.ts";
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isFunction,
  isNullish,
  isWithin,
  lastName,
  literalNumber,
  propertyName,
  unwrap,
} from "../syntax/unwrap.ts";
import { toWords } from "./words.ts";

/** What decides that an error is made. */
export interface Tested {
  /** It comes from the request: `if (!req.body.sku) throw …`. What is loaded by what a request names is the service's own. */
  readonly isRequestsOwn: boolean;
  /** It was looked for by what the request names, or by what a function is given that is called after it. */
  readonly isLookedUp: boolean;
  /** It is that something is not there. */
  readonly isOfAbsence: boolean;
}

/** What the nearest test around an error asks about, and where that comes from; `message` is what the error says. */
export function findTested(node: TSESTree.Node, above: Handler | null, message: string | null, facts: Facts): Tested {
  const handler = above && isWithin(node, above.function) ? above : null;
  const owner = handler?.function ?? findNamed(node);
  const test = owner && findTest(node, owner);
  if (!owner || !test) return { isRequestsOwn: false, isLookedUp: false, isOfAbsence: false };
  const isOf = (isThrough: boolean): boolean => new Search({ owner, handler, isThrough }, facts).isGiven(test);
  return {
    isRequestsOwn: handler !== null && isOf(false),
    isLookedUp: (handler !== null || isCalledAfter(message, owner)) && isOf(true),
    isOfAbsence: isAbsence(test),
  };
}

/** The nearest function that has a name. */
function findNamed(node: TSESTree.Node): FunctionNode | null {
  let at = enclosingFunction(node);
  while (at && functionName(at) === null) at = enclosingFunction(at);
  return at;
}

/** What the nearest choice around a node asks. */
function findTest(node: TSESTree.Node, owner: FunctionNode): TSESTree.Node | null {
  let child = node;
  for (let at = node.parent; at && at !== owner; child = at, at = at.parent) {
    if ((at.type === "IfStatement" || at.type === "ConditionalExpression") && child !== at.test) return at.test;
    if (at.type === "LogicalExpression" && child === at.right) return at.left;
    if (at.type === "SwitchStatement") return at.discriminant;
    if (isFunction(at) && at.body.type !== "BlockStatement") return null;
  }
  return null;
}

/** "order not found" in `loadOrder`, or in `find` of `OrderService`: what is looked for there is what it is for. */
function isCalledAfter(message: string | null, owner: FunctionNode): boolean {
  const thing = findThing(message ?? "");
  const names = [functionName(owner), enclosingClass(owner)?.id?.name ?? null];
  return thing !== "" && names.some((name) => toWords(name).some((word) => toSingular(word) === thing));
}

const BEFORE = /\b(?:not found|not be found|does not exist|doesn't exist|already)\b/i;
const BEHIND = /\b(?:no such|duplicate)\b/i;
const FILLING = /^(?:a|an|by|could|given|has|have|id|is|of|same|that|the|this|was|with)$/i;

/** What a message says is not there, or there already: "order" of "order with this id does not exist". */
function findThing(message: string): string {
  const [before, missing] = message.split(BEFORE);
  const [, behind = ""] = message.split(BEHIND);
  const text = missing === undefined ? behind : (before ?? "");
  const words = (text.match(/\w+/g) ?? []).filter((word) => !FILLING.test(word) && !/id$/i.test(word));
  return toSingular((missing === undefined ? words[0] : words.at(-1)) ?? "");
}

function toSingular(word: string): string {
  return word
    .toLowerCase()
    .replace(/ies$/, "y")
    .replace(/(?<!s)s$/, "");
}

/** What says how something went, where nothing is missing. */
const OUTCOME = /^(?:ok|success|succeeded|done|valid|result|is[A-Z].*|has[A-Z].*)$/;

/** `!order`, `order === null`, `orders.length === 0` */
function isAbsence(test: TSESTree.Node): boolean {
  const inner = unwrap(test);
  if (inner.type === "UnaryExpression" && inner.operator === "!") return isThing(inner.argument);
  if (inner.type === "LogicalExpression") return [inner.left, inner.right].some(isAbsence);
  if (inner.type !== "BinaryExpression" || !/^[=!]==?$/.test(inner.operator)) return false;
  const sides = [inner.left, inner.right].map(unwrap);
  return sides.some((side) => isNullish(side) || literalNumber(side) === 0);
}

function isThing(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  const isNamed = inner.type === "Identifier" || inner.type === "MemberExpression";
  return isNamed && !OUTCOME.test(lastName(inner) ?? "");
}

/** What a request carries that the service has put there. */
const OWN = /^(?:user|session|auth|account|app|log|logger|locals|state|db|prisma|services?|container)$/;
/** By its name it looks at what it is given, or makes another value of it. */
const LOOKING =
  /^(?:parse|safeParse|validate|verify|is|has|decode|normali[sz]e|to|check)(?:[A-Z].*|Async)?$|^(?:Number|String|Boolean|BigInt|Date|parseInt|parseFloat|validationResult|keys|values|entries|isArray|isInteger|isNaN|isFinite)$/;
/** What holds, or counts, what was found. */
const ROWS = /^(?:length|rows?|rowCount|data|items?|count|size|(?:affected|matched|modified|deleted)\w*)$/i;
/** Their other parameters are what the framework, or the response, is. */
const ASIDE = new Set(["response", "reply", "next", "done", "callback", "error"]);
const deepest = 6;

interface Origin {
  readonly owner: FunctionNode;
  readonly handler: Handler | null;
  /** What is looked up by it comes from there as well. */
  readonly isThrough: boolean;
}

/** Whether a value comes from what a function is given. */
class Search {
  constructor(
    readonly origin: Origin,
    readonly facts: Facts,
  ) {}

  isGiven(node: TSESTree.Node, depth = 0): boolean {
    const inner = unwrap(node);
    if (depth > deepest || isFunction(inner)) return false;
    const within = (each: TSESTree.Node): boolean => this.isGiven(each, depth + 1);
    switch (inner.type) {
      case "Identifier":
        return this.#isVariableGiven(this.facts.bindings.variableOf(inner), depth);
      case "MemberExpression":
        return this.#isMemberOfGiven(inner, depth);
      case "CallExpression":
        return this.#isCallOfGiven(inner, within);
      default:
        return childrenOf(inner).some(within);
    }
  }

  /** What is read of something that was looked up is no more what was asked for, but for what a driver puts around it. */
  #isMemberOfGiven(member: TSESTree.MemberExpression, depth: number): boolean {
    const name = propertyName(member) ?? "";
    if (OWN.test(name)) return false;
    const isWhole = !this.origin.isThrough || ROWS.test(name) || (member.computed && name === "");
    return (isWhole ? this : this.#direct()).isGiven(member.object, depth + 1);
  }

  /** A search that goes through no lookup. */
  #direct(): Search {
    return new Search({ ...this.origin, isThrough: false }, this.facts);
  }

  /** `req.get("sku")`, `schema.safeParse(req.body)`; `orders.find(req.params.id)` is what it finds. */
  #isCallOfGiven(call: TSESTree.CallExpression, within: (node: TSESTree.Node) => boolean): boolean {
    const callee = unwrap(call.callee);
    if (callee.type === "MemberExpression" && within(callee.object)) return true;
    if (LOOKING.test(lastName(callee) ?? "")) return call.arguments.some(within);
    return this.origin.isThrough && call.arguments.some((each) => this.#direct().isGiven(each));
  }

  #isVariableGiven(variable: Variable | null, depth: number): boolean {
    const definition = variable?.defs.length === 1 ? variable.defs[0] : undefined;
    if (!variable || !definition) return false;
    if (definition.type === "Parameter") return this.#isParameterGiven(variable, definition.node, depth);
    const { node } = definition;
    return node.type === "VariableDeclarator" && node.init !== null && this.isGiven(node.init, depth + 1);
  }

  /** What a handler is given, but for what it answers with; of a callback, what is called over: `req.body.lines.map((line) => …)`. */
  #isParameterGiven(variable: Variable, owner: TSESTree.Node, depth: number): boolean {
    const { handler, owner: own } = this.origin;
    if (owner === own) {
      if (handler === null) return true;
      const role = handler.roles.get(variable)?.role;
      return role === undefined ? isDeclaredBy(variable, handler) : !ASIDE.has(role);
    }
    const call = owner.parent?.type === "CallExpression" ? owner.parent : null;
    const callee = call && isWithin(owner, own) ? unwrap(call.callee) : null;
    return callee?.type === "MemberExpression" && this.isGiven(callee.object, depth + 1);
  }
}

/** A parameter that no framework gives a meaning of its own: `@Body() order`. */
function isDeclaredBy({ identifiers }: Variable, { function: owner }: Handler): boolean {
  return parametersOf(owner).some((each) => identifiers.some((name) => isWithin(name, each)));
}

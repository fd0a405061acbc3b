import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { parametersOf } from "../analysis/find-roles.ts";
import type { Handler } from "../analysis/handler.ts";
import { childrenOf } from "../syntax/traverse.ts";
import { isFunction, isWithin, lastName, propertyName, unwrap } from "../syntax/unwrap.ts";

/**
 * Whether what decides that an error is made in a handler comes from the request: `if (!req.body.sku) throw …`. What is loaded
 * by what a request names is the service's own.
 */
export function isRequestTested(node: TSESTree.Node, handler: Handler, facts: Facts): boolean {
  const test = findTest(node, handler);
  return test !== null && new Search(handler, facts).isOfRequest(test);
}

/** What the nearest choice around a node asks. */
function findTest(node: TSESTree.Node, { function: owner }: Handler): TSESTree.Node | null {
  let child = node;
  for (let at = node.parent; at && at !== owner; child = at, at = at.parent) {
    if ((at.type === "IfStatement" || at.type === "ConditionalExpression") && child !== at.test) return at.test;
    if (at.type === "LogicalExpression" && child === at.right) return at.left;
    if (at.type === "SwitchStatement") return at.discriminant;
    if (isFunction(at) && at.body.type !== "BlockStatement") return null;
  }
  return null;
}

/** What a request carries that the service has put there. */
const OWN = /^(?:user|session|auth|account|app|log|logger|locals|state|db|prisma|services?|container)$/;
/** By its name it looks at what it is given, or makes another value of it. */
const LOOKING =
  /^(?:parse|safeParse|validate|verify|is|has|decode|normali[sz]e|to|check)(?:[A-Z].*|Async)?$|^(?:Number|String|Boolean|BigInt|Date|parseInt|parseFloat|validationResult|keys|values|entries|isArray|isInteger|isNaN|isFinite)$/;
/** Their other parameters are what the framework, or the response, is. */
const ASIDE = new Set(["response", "reply", "next", "done", "callback", "error"]);
const deepest = 6;

class Search {
  constructor(
    readonly handler: Handler,
    readonly facts: Facts,
  ) {}

  isOfRequest(node: TSESTree.Node, depth = 0): boolean {
    const inner = unwrap(node);
    if (depth > deepest || isFunction(inner)) return false;
    const within = (each: TSESTree.Node): boolean => this.isOfRequest(each, depth + 1);
    switch (inner.type) {
      case "Identifier":
        return this.#isVariableOfRequest(this.facts.bindings.variableOf(inner), depth);
      case "MemberExpression":
        return !OWN.test(propertyName(inner) ?? "") && within(inner.object);
      case "CallExpression":
        return this.#isCallOfRequest(inner, within);
      default:
        return childrenOf(inner).some(within);
    }
  }

  /** `req.get("sku")`, `schema.safeParse(req.body)`; `orders.find(req.params.id)` is what it finds. */
  #isCallOfRequest(call: TSESTree.CallExpression, within: (node: TSESTree.Node) => boolean): boolean {
    const callee = unwrap(call.callee);
    if (callee.type === "MemberExpression" && within(callee.object)) return true;
    return LOOKING.test(lastName(callee) ?? "") && call.arguments.some(within);
  }

  #isVariableOfRequest(variable: Variable | null, depth: number): boolean {
    const definition = variable?.defs.length === 1 ? variable.defs[0] : undefined;
    if (!variable || !definition) return false;
    if (definition.type === "Parameter") return this.#isParameterOfRequest(variable, definition.node, depth);
    const { node } = definition;
    return node.type === "VariableDeclarator" && node.init !== null && this.isOfRequest(node.init, depth + 1);
  }

  /** What a handler is given, but for what it answers with; of a callback, what is called over: `req.body.lines.map((line) => …)`. */
  #isParameterOfRequest(variable: Variable, owner: TSESTree.Node, depth: number): boolean {
    const { handler } = this;
    if (owner === handler.function) {
      const role = handler.roles.get(variable)?.role;
      return role === undefined ? isDeclaredBy(variable, handler) : !ASIDE.has(role);
    }
    const call = owner.parent?.type === "CallExpression" ? owner.parent : null;
    const callee = call && isWithin(owner, handler.function) ? unwrap(call.callee) : null;
    return callee?.type === "MemberExpression" && this.isOfRequest(callee.object, depth + 1);
  }
}

/** A parameter that no framework gives a meaning of its own: `@Body() order`. */
function isDeclaredBy({ identifiers }: Variable, { function: owner }: Handler): boolean {
  return parametersOf(owner).some((each) => identifiers.some((name) => isWithin(name, each)));
}

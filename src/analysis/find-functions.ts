import type { TSESTree } from "@typescript-eslint/types";
import { isUnreassigned, pathInPattern, type Bindings } from "../syntax/bindings.ts";
import { isFunction, propertyName, unwrap, type FunctionNode } from "../syntax/unwrap.ts";

/** A function that an expression stands for, and the calls that it was handed through: `asyncHandler(f)`. */
export interface FoundFunction {
  readonly function: FunctionNode;
  readonly wrappers: readonly TSESTree.CallExpression[];
}

/**
 * The functions of this file that an expression stands for where a handler is expected: written out, named, a method, in
 * an array, behind a condition or handed to a wrapper. `keys` lead to them inside an object; `*` stands for every key.
 */
export function findFunctions(
  node: TSESTree.Node,
  keys: readonly string[],
  bindings: Bindings,
): readonly FoundFunction[] {
  const search = new FunctionSearch(bindings);
  search.visit(node, { keys, wrappers: [] });
  return search.found;
}

interface Way {
  readonly keys: readonly string[];
  readonly wrappers: readonly TSESTree.CallExpression[];
}

/** Methods of arrays that hand on what they are called on, and whose own argument is no handler. */
const ITERATING = new Set(["concat", "filter", "flat", "flatMap", "map", "reverse", "slice"]);

class FunctionSearch {
  readonly found: FoundFunction[] = [];
  /** What is being looked into; a cycle (`const a = [a]`) ends there. */
  readonly #open = new Set<TSESTree.Node>();

  constructor(readonly bindings: Bindings) {}

  visit(node: TSESTree.Node, way: Way): void {
    const inner = unwrap(node);
    if (this.#open.has(inner)) return;
    this.#open.add(inner);
    if (isFunction(inner)) this.#visitFunction(inner, way);
    else this.#visitExpression(inner, way);
    this.#open.delete(inner);
  }

  #visitExpression(node: TSESTree.Node, way: Way): void {
    switch (node.type) {
      case "Identifier":
        return this.#visitName(node, way);
      case "MemberExpression":
        return this.#visitMember(node, way);
      case "ArrayExpression":
        return this.#visitArray(node, way);
      case "ObjectExpression":
        return this.#visitObject(node, way);
      case "ClassDeclaration":
      case "ClassExpression":
        return this.#visitClass(node, way);
      case "CallExpression":
        return this.#visitCall(node, way);
      case "NewExpression":
        return way.keys.length > 0 ? this.visit(node.callee, way) : undefined;
      default:
        for (const each of choicesOf(node)) this.visit(each, way);
    }
  }

  /** With keys left, the function is a thunk: `fields: () => ({ … })`. */
  #visitFunction(node: FunctionNode, way: Way): void {
    if (way.keys.length === 0) this.found.push({ function: node, wrappers: way.wrappers });
    else for (const each of returnedBy(node).filter(isObject)) this.visit(each, way);
  }

  #visitName(node: TSESTree.Identifier, way: Way): void {
    const variable = this.bindings.variableOf(node);
    const definition = variable?.defs.length === 1 ? variable.defs[0] : undefined;
    if (!variable || !definition) return;
    const declared = definition.node;
    if (declared.type === "FunctionDeclaration" || declared.type === "ClassDeclaration") {
      if (definition.type !== "Parameter") this.visit(declared, way);
    } else if (declared.type === "VariableDeclarator" && declared.init && isUnreassigned(variable)) {
      const path = pathInPattern(declared.id, definition.name);
      if (path) this.visit(declared.init, { ...way, keys: [...path, ...way.keys] });
    }
  }

  /** `this.list`, `controller.list`, `OrdersController.list` */
  #visitMember(node: TSESTree.MemberExpression, way: Way): void {
    const name = propertyName(node);
    if (name === null) return;
    const inside = { ...way, keys: [name, ...way.keys] };
    const object = unwrap(node.object);
    const owner = object.type === "ThisExpression" ? enclosingClass(object) : (this.#classOf(object) ?? object);
    if (owner) this.visit(owner, inside);
  }

  /** The class of this file that something is typed as: `constructor(private orders: Orders)`. */
  #classOf(node: TSESTree.Node): TSESTree.Node | null {
    const root = this.bindings.originOf(node)?.root;
    const type = root?.kind === "instance" && root.made === "type" ? root.of.root : null;
    const declared = type?.kind === "declaration" ? type.variable.defs[0]?.node : undefined;
    return declared?.type === "ClassDeclaration" ? declared : null;
  }

  /** Arrays are flattened; a `*` may stand for their elements, or for the keys of these. */
  #visitArray(node: TSESTree.ArrayExpression, way: Way): void {
    for (const element of node.elements) {
      if (!element) continue;
      this.visit(element, way);
      if (way.keys[0] === "*") this.visit(element, { ...way, keys: way.keys.slice(1) });
    }
  }

  #visitObject(node: TSESTree.ObjectExpression, way: Way): void {
    const [key, ...keys] = way.keys;
    if (key === undefined) return;
    for (const property of node.properties) {
      if (property.type === "SpreadElement") this.visit(property, way);
      else if (key === "*" || propertyName(property) === key) this.visit(property.value, { ...way, keys });
    }
  }

  #visitClass(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression, way: Way): void {
    const [key, ...keys] = way.keys;
    if (key === undefined) return;
    for (const member of node.body.body) {
      if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
      if (member.type === "MethodDefinition" && member.kind !== "method") continue;
      if ((key === "*" || propertyName(member) === key) && member.value) this.visit(member.value, { ...way, keys });
    }
  }

  #visitCall(node: TSESTree.CallExpression, way: Way): void {
    const callee = unwrap(node.callee);
    const method = callee.type === "MemberExpression" ? propertyName(callee) : null;
    if (callee.type === "MemberExpression" && method !== null) {
      if (method === "bind") return this.visit(callee.object, way);
      if (ITERATING.has(method)) return this.visit(callee.object, way);
    }
    if (way.keys.length > 0) return;
    const wrapped = { keys: [], wrappers: [...way.wrappers, node] };
    if (isWrapper(callee))
      for (const argument of node.arguments) if (canBeWrapped(argument)) this.visit(argument, wrapped);
    this.#visitReturned(callee, way);
  }

  /** What a function of this file makes: `const list = (service) => async (req, res) => { … }`, called where a handler stands. */
  #visitReturned(callee: TSESTree.Node, way: Way): void {
    const maker = new FunctionSearch(this.bindings);
    maker.visit(callee, { keys: [], wrappers: [] });
    for (const { function: node } of maker.found) {
      for (const returned of returnedBy(node)) if (isFunction(unwrap(returned))) this.visit(returned, way);
    }
  }
}

/** What an expression of another kind may turn out to be. */
function choicesOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  switch (node.type) {
    case "ConditionalExpression":
      return [node.consequent, node.alternate];
    case "LogicalExpression":
      return [node.left, node.right];
    case "AssignmentExpression":
      return [node.right];
    case "AwaitExpression":
    case "SpreadElement":
      return [node.argument];
    default:
      return [];
  }
}

function isObject(node: TSESTree.Node): boolean {
  return unwrap(node).type === "ObjectExpression";
}

/** A chain is a builder's, and what it is given is its own: `body("email").custom(f)`. */
function isWrapper(callee: TSESTree.Node): boolean {
  if (callee.type === "Identifier") return true;
  return callee.type === "MemberExpression" && unwrap(callee.object).type !== "CallExpression";
}

/** Names are followed to functions only: what a call made elsewhere (a schema, an options object) is no handler. */
function canBeWrapped(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "CallExpression") return unwrap(inner.callee).type === "Identifier" || isBound(inner);
  return (
    isFunction(inner) ||
    inner.type === "Identifier" ||
    inner.type === "MemberExpression" ||
    inner.type === "ArrayExpression"
  );
}

function isBound({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === "MemberExpression" && propertyName(callee) === "bind";
}

/** What a function returns where that is plain to see: an expression body, or the last statement of a block. */
export function returnedBy(node: FunctionNode): readonly TSESTree.Node[] {
  if (node.body.type !== "BlockStatement") return [node.body];
  const last = node.body.body.at(-1);
  return last?.type === "ReturnStatement" && last.argument ? [last.argument] : [];
}

/** The class whose `this` an expression means, or `null`. */
export function enclosingClass(node: TSESTree.Node): TSESTree.ClassDeclaration | TSESTree.ClassExpression | null {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === "ClassDeclaration" || at.type === "ClassExpression") return at;
    if (at.type === "FunctionDeclaration") return null;
    if (at.type === "FunctionExpression" && at.parent.type !== "MethodDefinition") return null;
  }
  return null;
}

import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isUnreassigned, type Bindings } from "../syntax/bindings.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";

/** A test whose outcome stays the same wherever it stands. Its text tells variables of the same name apart. */
export interface TestKey {
  readonly text: string;
  /** What is asked: `a !== b` asks what `a === b` asks, the other way round. */
  readonly asked: string;
  readonly negated: boolean;
  readonly variables: readonly Variable[];
}

const known = new WeakMap<Bindings, Map<TSESTree.Node, TestKey | null>>();

/** The key of a test made of unreassigned bindings, literals, properties and comparisons; `null` for any other. */
export function findTestKey(node: TSESTree.Node, bindings: Bindings): TestKey | null {
  let keys = known.get(bindings);
  if (!keys) known.set(bindings, (keys = new Map()));
  const found = keys.get(node);
  if (found !== undefined) return found;
  const key = toTestKey(node, bindings);
  keys.set(node, key);
  return key;
}

function toTestKey(node: TSESTree.Node, bindings: Bindings): TestKey | null {
  const variables: Variable[] = [];
  const text = toText(unwrap(node), bindings, variables);
  if (text === null) return null;
  const negated = / !==? /.test(text);
  return { text, asked: negated ? text.replace(/ !(==?) /, " =$1 ") : text, negated, variables };
}

function toText(node: TSESTree.Node, bindings: Bindings, variables: Variable[]): string | null {
  const of = (inner: TSESTree.Node): string | null => toText(unwrap(inner), bindings, variables);
  switch (node.type) {
    case "Identifier": {
      const variable = bindings.variableOf(node);
      if (variable ? !isUnreassigned(variable) : !globals.test(node.name)) return null;
      if (!variable) return node.name;
      variables.push(variable);
      return `${node.name}@${variable.identifiers[0]?.range[0] ?? ""}`;
    }
    case "Literal":
      return node.raw;
    case "ThisExpression":
      return "this";
    case "MemberExpression": {
      const name = propertyName(node);
      const object = name === null ? null : of(node.object);
      return object === null ? null : `${object}.${name}`;
    }
    case "UnaryExpression": {
      const argument = node.operator === "typeof" ? of(node.argument) : null;
      return argument === null ? null : `typeof ${argument}`;
    }
    case "BinaryExpression": {
      const left = of(node.left);
      const right = of(node.right);
      return left === null || right === null ? null : `${left} ${node.operator} ${right}`;
    }
    default:
      return null;
  }
}

const globals = /^(?:undefined|process|[A-Z]\w*)$/;

/** Whether what a test begins with may be no variable, so that its key has none. */
export function isUnbound(test: TSESTree.Node): boolean {
  const node = unwrap(test);
  if (node.type === "MemberExpression") return isUnbound(node.object);
  if (node.type === "BinaryExpression") return isUnbound(node.left) && isUnbound(node.right);
  if (node.type === "UnaryExpression") return isUnbound(node.argument);
  return node.type === "Identifier" ? globals.test(node.name) : /^(?:ThisExpression|Literal)$/.test(node.type);
}

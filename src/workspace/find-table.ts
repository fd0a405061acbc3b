import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isGlobal } from "../analysis/match.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { lastName, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Reference } from "./file-contribution.ts";
import { toCalled, toModule, toReference, type ReadFile } from "./to-reference.ts";

/**
 * What a callee is that a table was asked for, or that was chosen among several: `tasks[name](…)`, `(on ? load : read)(…)`,
 * `const task = tasks.get(name) ?? run; task(…)`; `null` where nothing of that is known.
 */
export function toHeld(callee: TSESTree.Node, file: ReadFile): Reference | null {
  const inner = toCalled(callee);
  const variable = inner.type === "Identifier" ? file.facts.bindings.variableOf(inner) : null;
  const given = variable ? findInit(variable) : inner;
  const tables = given ? choicesOf(given).flatMap((each) => findTable(each) ?? []) : [variable && findListed(variable)];
  const chosen = given ? choicesOf(given).filter((each) => each !== given) : [];
  const of = [
    ...tables.flatMap((table) => (table ? findHeldBy(table, file) : [])),
    ...chosen.flatMap((each) => toReference(each, file) ?? []),
  ];
  return of.length > 0 ? { kind: "held", of } : null;
}

/** What an expression may come to: `on ? load : read`, `tasks.get(name) ?? run`. */
function choicesOf(node: TSESTree.Node): TSESTree.Node[] {
  const inner = unwrap(node);
  if (inner.type === "ConditionalExpression") return [...choicesOf(inner.consequent), ...choicesOf(inner.alternate)];
  if (inner.type !== "LogicalExpression") return [inner];
  return [...(inner.operator === "&&" ? [] : choicesOf(inner.left)), ...choicesOf(inner.right)];
}

function findHeldBy(table: TSESTree.Identifier, file: ReadFile): Reference[] {
  const { root, path } = file.facts.bindings.originOf(table) ?? {};
  if (root?.kind === "import" && path !== undefined && path.length < 2)
    return [{ kind: "import", module: toModule(root.module, file), path }];
  return file.facts.bindings.variableOf(table) ? findHeld(table, file) : [];
}

/** The functions that a table holds: an object, a list or a map that stands there or is kept by a name, with what it is given later. */
export function findHeld(node: TSESTree.Node, file: ReadFile): Reference[] {
  const variable = node.type === "Identifier" ? file.facts.bindings.variableOf(node) : null;
  const values = [...valuesOf(variable ? findInit(variable) : node, file), ...(variable ? findAdded(variable) : [])];
  return values.flatMap((value) => toReference(value, file) ?? []).filter(({ kind }) => isKnown.has(kind));
}

const isKnown: ReadonlySet<Reference["kind"]> = new Set(["function", "import"]);

/** What a variable begins with, and is never anything but. */
function findInit(variable: Variable): TSESTree.Node | null {
  const declarator = isUnreassigned(variable) ? variable.defs[0]?.node : null;
  return declarator?.type === "VariableDeclarator" && declarator.id.type === "Identifier" ? declarator.init : null;
}

function valuesOf(node: TSESTree.Node | null, { facts: { bindings } }: ReadFile): TSESTree.Node[] {
  const inner = node && unwrap(node);
  switch (inner?.type) {
    case "ObjectExpression":
      return inner.properties.flatMap((each) => (each.type === "Property" ? each.value : []));
    case "ArrayExpression":
      return inner.elements.flatMap((each) => each ?? []);
    case "NewExpression": {
      const [pairs] = isGlobal(bindings.originOf(inner.callee), "Map") ? inner.arguments : [];
      const elements = pairs?.type === "ArrayExpression" ? pairs.elements : [];
      return elements.flatMap((pair) => (pair?.type === "ArrayExpression" ? (pair.elements[1] ?? []) : []));
    }
    default:
      return [];
  }
}

/** `tasks[name] = run`, `tasks.set(name, run)`, `tasks.push(run)` */
function findAdded({ references }: Variable): TSESTree.Node[] {
  return references.flatMap(({ identifier }) => {
    const member = parentOutsideCasts(identifier);
    if (member?.type !== "MemberExpression" || unwrap(member.object) !== identifier) return [];
    const user = parentOutsideCasts(member);
    if (user?.type === "AssignmentExpression" && unwrap(user.left) === member) return [user.right];
    if (user?.type !== "CallExpression" || unwrap(user.callee) !== member) return [];
    const name = propertyName(member);
    return name === "set" ? user.arguments.slice(1) : /^(?:push|unshift|add)$/.test(name ?? "") ? user.arguments : [];
  });
}

/** `tasks` of `tasks[name]`, `tasks.get(name)` */
function findTable(node: TSESTree.Node): TSESTree.Identifier | null {
  const inner = unwrap(node);
  if (inner.type === "MemberExpression") {
    const object = unwrap(inner.object);
    return inner.computed && propertyName(inner) === null && object.type === "Identifier" ? object : null;
  }
  if (inner.type !== "CallExpression") return null;
  const callee = unwrap(inner.callee);
  const object = callee.type === "MemberExpression" && propertyName(callee) === "get" ? unwrap(callee.object) : null;
  return object?.type === "Identifier" ? object : null;
}

/** `tasks` of `for (const task of tasks)`, `for (const task of Object.values(tasks))`. */
function findListed({ defs: [def] }: Variable): TSESTree.Identifier | null {
  const loop = def?.node.type === "VariableDeclarator" ? def.node.parent.parent : null;
  if (loop?.type !== "ForOfStatement" || loop.left !== def?.node.parent) return null;
  const list = unwrap(loop.right);
  const [table] = list.type === "CallExpression" && lastName(list.callee) === "values" ? list.arguments : [list];
  const inner = table && unwrap(table);
  return inner?.type === "Identifier" ? inner : null;
}

import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { CodedError } from "../analysis/find-coded-errors.ts";
import { toFileStyle, toIndent } from "../rewrite/file-style.ts";
import { innermostScope } from "../syntax/bindings.ts";
import { enclosingFunction, type FunctionNode, isFunction, propertyValue, unwrap } from "../syntax/unwrap.ts";
import type { Finding, Proposal } from "./finding.ts";

export const factoryMessages = {
  factory:
    "Every error that `{{factory}}` makes has its stack begin in `{{factory}}`, and so reports take them all for one. Hide it from the stack with `Error.captureStackTrace`.",
  hide: "Hide `{{factory}}` from the stack.",
} as const;

/** A function of a file that does nothing but make a coded error, and is there for others to do so. */
interface Factory {
  readonly name: TSESTree.Identifier;
  readonly node: FunctionNode;
  readonly error: CodedError;
}

/** The functions of a file that make coded errors, and are the first frame of all of them. */
export function findVisibleFactories(facts: Facts): Finding[] {
  return facts.codedErrors.flatMap((error) => {
    const factory = toFactory(error, facts);
    return factory ? [toFinding(factory, facts)] : [];
  });
}

function toFactory(error: CodedError, facts: Facts): Factory | null {
  // reports of an error that has a cause go by the cause's stack
  if (error.node.type !== "NewExpression" || mayHaveCause(error)) return null;
  const node = findMaker(error.node);
  const name = node && findName(node);
  const declared = name ? facts.bindings.declaredBy(name.parent) : [];
  const variable = declared.find(({ identifiers }) => identifiers.some((each) => each === name));
  if (!name || node.async || node.generator || !variable || variable.defs.length !== 1) return null;
  // one of a single function's stands for one thing that fails there
  return !enclosingFunction(node) && isUsedByMany(variable, name, facts) ? { name, node, error } : null;
}

function mayHaveCause({ node, slot }: CodedError): boolean {
  if (slot.kind === "none") return false;
  if (slot.kind !== "option") return slot.kind !== "argument" || node.arguments.length > slot.index;
  if (node.arguments.some(({ type }) => type === "SpreadElement")) return true;
  const options = node.arguments[slot.index];
  const object = options && unwrap(options);
  if (!object) return false;
  const isPlain = object.type === "ObjectExpression" && object.properties.every(({ type }) => type === "Property");
  return !isPlain || propertyValue(object, slot.key) !== null;
}

/** The function whose whole work an expression is: `() => new E()`, `function f() { return new E(); }`. */
function findMaker({ parent }: TSESTree.NewExpression): FunctionNode | null {
  if (!parent) return null;
  if (isFunction(parent)) return parent;
  const block = parent.type === "ReturnStatement" ? parent.parent : null;
  const isAll = block?.type === "BlockStatement" && block.body.length === 1;
  return isAll && block.parent && isFunction(block.parent) ? block.parent : null;
}

function findName(node: FunctionNode): TSESTree.Identifier | null {
  if (node.type === "FunctionDeclaration") return node.id;
  const { parent } = node;
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id : null;
}

/** Exported, or called in more than one place. */
function isUsedByMany(variable: Variable, name: TSESTree.Identifier, { bindings }: Facts): boolean {
  const declaration = name.parent.type === "VariableDeclarator" ? name.parent.parent : name.parent;
  const uses = variable.references.map(({ identifier: { parent } }) => parent);
  const isExported =
    /^Export/.test(declaration.parent?.type ?? "") || uses.some(({ type }) => type === "ExportSpecifier");
  const calls = uses.filter((each) => each.type === "CallExpression" && bindings.variableOf(each.callee) === variable);
  return isExported || calls.length > 1;
}

function toFinding({ name, node, error }: Factory, facts: Facts): Finding {
  const proposal = hide({ name, node, error }, facts);
  const data = { factory: name.name };
  const unsettled = proposal ? null : "the error could go by no name of its own there";
  return {
    rule: "no-lost-stack",
    messageId: "factory",
    data,
    node: name,
    proposals: proposal ? [proposal] : [],
    unsettled,
  };
}

/** Gives the error a name, and takes the frames of its maker out of its stack before it is returned. */
function hide({ name, node, error }: Factory, facts: Facts): Proposal | null {
  const { text } = facts.source;
  const made = ["error", "made"].find((each) => !isTaken(each, node, facts));
  if (made === undefined) return null;
  const { end, newline } = toFileStyle(facts);
  const indent = toIndent(text, node.range[0]);
  const step = `${indent}${indent.startsWith("\t") || /\n\t/.test(text) ? "\t" : "  "}`;
  const lines = [
    `const ${made} = ${text.slice(...error.node.range)}${end}`,
    `Error.captureStackTrace(${made}, ${name.name})${end}`,
    `return ${made}${end}`,
  ];
  const body = `{${newline}${lines.map((line) => `${step}${line}${newline}`).join("")}${indent}}`;
  const [from, to] = findBody(node, text);
  const edits = [{ start: from, end: to, text: body }];
  return { messageId: "hide", data: { factory: name.name }, edits, permission: { verdict: "safe" }, manual: true };
}

/** Where a body stands, with the parentheses around an expression. */
function findBody({ body, range }: FunctionNode, text: string): readonly [number, number] {
  if (body.type === "BlockStatement") return body.range;
  const arrow = text.lastIndexOf("=>", body.range[0]);
  const from = arrow + 2 + (/^\s*/.exec(text.slice(arrow + 2))?.[0].length ?? 0);
  return [from, range[1]];
}

/** Whether a name means something where a function stands. */
function isTaken(name: string, node: FunctionNode, { source }: Facts): boolean {
  for (let scope = innermostScope(source.scopeManager, node); scope; scope = scope.upper)
    if (scope.set.has(name)) return true;
  return false;
}

import type { TSESTree } from "@typescript-eslint/types";
import type { ErrorBinding } from "../contract/contract.ts";
import { initOf } from "../syntax/constants.ts";
import { literalString, propertyValue, unwrap } from "../syntax/unwrap.ts";
import type { CodeUses } from "./code-use.ts";
import type { Construction } from "./construction.ts";
import type { Facts } from "./facts.ts";
import { findConstruction } from "./find-construction.ts";
import { enclosingClass } from "./find-functions.ts";
import { isMadeBy } from "./match.ts";

/** The codes that a call gives to one of the contract's errors: `new AppError("NOT_FOUND", …)`, `super("NOT_FOUND", …)`. */
export function addConstructedCodes(call: TSESTree.CallExpression | TSESTree.NewExpression, uses: CodeUses): void {
  const { facts } = uses;
  const isSuper = call.callee.type === "Super";
  if (!isSuper && !canMakeCoded(call.callee, facts)) return;
  const code = isSuper ? superCode(call, facts) : constructedCode(findConstruction(call, facts.known), facts);
  if (!code) return;
  for (const literal of literalsOf(code, facts)) {
    const written = literalString(literal);
    if (written !== null) uses.add(literal, written, "construction", "certain");
    else uses.add(literal, facts.bindings.types?.textOf(literal) ?? "", "reference", "certain");
  }
}

/** Spares most calls the question what they make: only the contract's names, and what this file declares, can be meant. */
function canMakeCoded(callee: TSESTree.Node, { bindings, known, setting }: Facts): boolean {
  const origin = bindings.originOf(callee);
  if (!origin || origin.root.kind === "declaration") return origin !== null;
  return (setting.contract?.errors ?? []).some((binding) => isMadeBy(origin, binding, known.path));
}

function constructedCode(construction: Construction | null, facts: Facts): TSESTree.Node | null {
  if (construction?.kind !== "coded") return null;
  const { binding, node, isWrap } = construction;
  if (binding && isWrap) return fieldOf(argumentAt(node, binding.wrap?.options ?? null), "code");
  if (binding) return codeArgument(node, binding);
  const inherited = inheritedBinding(node.callee, facts);
  return inherited && codeArgument(node, inherited);
}

/** `super("NOT_FOUND", message)` in a class that extends the contract's. */
function superCode(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  { known, setting }: Facts,
): TSESTree.Node | null {
  const superClass = enclosingClass(call)?.superClass;
  const binding = superClass ? known.find(superClass, setting.contract?.errors) : null;
  return binding && codeArgument(call, binding);
}

/** The contract's class that a class of this file extends without a constructor of its own. */
function inheritedBinding(callee: TSESTree.Node, facts: Facts, depth = 0): ErrorBinding | null {
  const definition = facts.bindings.variableOf(unwrap(callee))?.defs[0]?.node;
  if (definition?.type !== "ClassDeclaration" || !definition.superClass || depth > 8) return null;
  if (definition.body.body.some((member) => member.type === "MethodDefinition" && member.kind === "constructor"))
    return null;
  return (
    facts.known.find(definition.superClass, facts.setting.contract?.errors) ??
    inheritedBinding(definition.superClass, facts, depth + 1)
  );
}

function codeArgument(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  { object, fields, code }: ErrorBinding,
): TSESTree.Node | null {
  return object === null ? argumentAt(call, code) : fieldOf(argumentAt(call, object), fields.code);
}

function argumentAt(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  index: number | null,
): TSESTree.Node | null {
  const before = index === null ? [] : call.arguments.slice(0, index + 1);
  return index === null || before.some(({ type }) => type === "SpreadElement") ? null : (call.arguments[index] ?? null);
}

function fieldOf(node: TSESTree.Node | null, name: string): TSESTree.Node | null {
  const object = node && unwrap(node);
  const value = object?.type === "ObjectExpression" ? propertyValue(object, name) : null;
  return value === "unknown" ? null : value;
}

/** The literals, and the imported constants of a settled type, that an expression may turn out to be: `busy ? "TIMEOUT" : "CONFLICT"`, a constant of this file. */
function literalsOf(node: TSESTree.Node, facts: Facts, depth = 0): TSESTree.Node[] {
  const inner = unwrap(node);
  // where there is no code, an empty text says so
  if (literalString(inner)) return [inner];
  if (depth > 4) return [];
  const of = (each: TSESTree.Node): TSESTree.Node[] => literalsOf(each, facts, depth + 1);
  if (inner.type === "ConditionalExpression") return [...of(inner.consequent), ...of(inner.alternate)];
  if (inner.type === "LogicalExpression")
    return [...(inner.operator === "&&" ? [] : of(inner.left)), ...of(inner.right)];
  const init = inner.type === "Identifier" ? initOf(facts.bindings.variableOf(inner)) : null;
  if (init) return of(init);
  const isSource = facts.known.find(isMember(inner) ? inner.object : inner, facts.setting.contract?.codeSources);
  return !isSource && isConstantOfImport(inner, facts) ? [inner] : [];
}

function isMember(node: TSESTree.Node): node is TSESTree.MemberExpression {
  return node.type === "MemberExpression";
}

/** `NOT_FOUND`, `codes.NOT_FOUND`: another file's, whose type says what it is. */
function isConstantOfImport(node: TSESTree.Node, { bindings }: Facts): boolean {
  return bindings.originOf(node)?.root.kind === "import" && bindings.types?.textOf(node) != null;
}

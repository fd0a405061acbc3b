import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { isLanguageError } from "../syntax/types.ts";
import { isWithin, propertyName, unwrap } from "../syntax/unwrap.ts";
import { isSignal } from "./error-fault.ts";

/** What an unreassigned name was declared with: `const err = new Error("…"); err.status = 404; throw err;` */
export function resolveMade(expression: TSESTree.Node, { bindings }: Facts): TSESTree.Node {
  const node = unwrap(expression);
  const variable = node.type === "Identifier" ? bindings.variableOf(node) : null;
  const definition = variable?.defs.length === 1 && isUnreassigned(variable) ? variable.defs[0] : null;
  const init =
    definition?.node.type === "VariableDeclarator" && definition.node.id === definition.name
      ? definition.node.init
      : null;
  const made = init && unwrap(init);
  return made?.type === "NewExpression" || made?.type === "CallExpression" ? made : node;
}

/** The construction of an error that certainly has no code, neither of the contract nor of a library. */
export function findUncoded(node: TSESTree.Node, facts: Facts): Construction | null {
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return null;
  const meaning = facts.known.meaningOf(node);
  if (meaning?.kind !== "construction") return null;
  const { construction } = meaning;
  const { kind, library } = construction;
  const isUncoded =
    kind === "builtin" ||
    (kind === "local" && isOfTheLanguage(construction.node.callee, facts)) ||
    (kind === "other" && (library !== null || isPlainByType(construction, facts)));
  return isUncoded && !isSignal(construction, facts) ? construction : null;
}

/** Whether a class of another file of the project extends the language's `Error`, and says nothing that a host or a caller could read. */
function isPlainByType({ node }: Construction, { bindings: { types } }: Facts): boolean {
  const [family, ...others] = types?.familiesOf(node) ?? [];
  if (!types || !family || others.length > 0) return false;
  const isOfProject = family.every(
    ({ root }) => root.kind === "global" || (root.kind === "import" && isFile(root.module)),
  );
  return isOfProject && family.some(isLanguageError) && MEANINGS.every((name) => types.lacks(node, name));
}

function isFile(module: string): boolean {
  return /^(?:[a-z]:)?\//i.test(module) || module.startsWith(".");
}

/** What errors say for others to read. */
const MEANINGS = ["code", "errorCode", "error_code", "status", "statusCode", "extensions", "digest"];

/** Whether nothing but classes of this file stand between a class and the language's `Error`: another's may give it a code. */
function isOfTheLanguage(callee: TSESTree.Node, { bindings }: Facts): boolean {
  let at = bindings.originOf(callee);
  for (let depth = 0; depth < 8 && at?.root.kind === "declaration"; depth++) {
    const parent = findClass(at.root.variable)?.superClass;
    at = parent ? bindings.originOf(parent) : null;
  }
  return at?.root.kind === "global";
}

/** The class that a name of this file was declared as. */
export function findClass({ defs: [definition] }: Variable): ClassNode | null {
  const node = definition?.node;
  if (node?.type === "ClassDeclaration" || node?.type === "ClassExpression") return node;
  const init = node?.type === "VariableDeclarator" && node.init ? unwrap(node.init) : null;
  return init?.type === "ClassExpression" ? init : null;
}

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Whether a class of this file gives its errors a code: a field, a parameter property, an accessor or an assignment. */
export function carriesCode({ node: { callee } }: Construction, { bindings, nodes }: Facts): boolean {
  for (let at = bindings.originOf(callee); at?.root.kind === "declaration";) {
    const declared = findClass(at.root.variable);
    if (!declared) return false;
    const assigned = nodes.assignments.filter(({ left }) => isWithin(left, declared) && isOwnCode(unwrap(left)));
    if (assigned.length > 0 || declared.body.body.some(isCodeMember)) return true;
    at = declared.superClass && bindings.originOf(declared.superClass);
  }
  return false;
}

function isOwnCode(node: TSESTree.Node): boolean {
  return node.type === "MemberExpression" && node.object.type === "ThisExpression" && isCodeName(propertyName(node));
}

function isCodeMember(member: TSESTree.ClassElement): boolean {
  if (member.type === "MethodDefinition" && member.kind === "constructor")
    return member.value.params.some(
      (each) =>
        each.type === "TSParameterProperty" && each.parameter.type === "Identifier" && isCodeName(each.parameter.name),
    );
  return (
    (member.type === "PropertyDefinition" || member.type === "MethodDefinition") && isCodeName(propertyName(member))
  );
}

function isCodeName(name: string | null): boolean {
  return name !== null && /^(?:code|error_?code)$/i.test(name);
}

/** Whether the file itself asks for the class of an error: it is thrown to be told from others. */
export function isSelected({ kind, node: { callee } }: Construction, { bindings }: Facts): boolean {
  const variable = kind === "local" ? bindings.variableOf(unwrap(callee)) : null;
  return (
    variable?.references.some(({ identifier: { parent } }) => {
      return parent.type === "BinaryExpression" && parent.operator === "instanceof";
    }) ?? false
  );
}

import type { TSESTree } from "@typescript-eslint/types";
import { isUnreassigned } from "../syntax/bindings.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Facts } from "./facts.ts";
import { findErrorOwner, type ErrorOwner } from "./find-error-owner.ts";
import { isBinding } from "./match.ts";

/** An expression that reads a code: `err.code`, `body.error_code`, a variable that holds one, or one typed as a code. */
export interface CodeRead {
  readonly field: "code" | "error_code";
  /** Whose error it is read from. */
  readonly of: ErrorOwner;
}

/** The read of a code that an expression is, or `null`. */
export function findCodeRead(node: TSESTree.Node, facts: Facts): CodeRead | null {
  const inner = unwrap(node);
  if (inner.type === "Identifier" && isCodeTyped(inner, facts)) return { field: "code", of: "ours" };
  const part = findPart(inner, facts);
  if (!part) return null;
  const { field, object } = part;
  return { field, of: object === null ? "unknown" : findErrorOwner(object, node, facts) };
}

interface Part {
  readonly field: CodeRead["field"];
  /** `null` where it is a part of a part. */
  readonly object: TSESTree.Node | null;
}

function findPart(node: TSESTree.Node, facts: Facts): Part | null {
  if (node.type === "MemberExpression") {
    const field = toField(propertyName(node));
    return field && { field, object: node.object };
  }
  const variable = node.type === "Identifier" ? facts.bindings.variableOf(node) : null;
  const definition = variable?.defs[0];
  if (!variable || !definition || variable.defs.length > 1 || !isUnreassigned(variable)) return null;
  const { node: declared, name } = definition;
  if (declared.type === "CatchClause" && declared.param && declared.param !== name)
    return partOfPattern(declared.param, name, declared.param);
  if (declared.type !== "VariableDeclarator" || !declared.init) return null;
  const init = unwrap(declared.init);
  if (declared.id !== name) return partOfPattern(declared.id, name, declared.init);
  return init.type === "MemberExpression" ? findPart(init, facts) : null;
}

/** `const { code } = err`, `catch ({ code })` */
function partOfPattern(pattern: TSESTree.Node, name: TSESTree.Node, object: TSESTree.Node): Part | null {
  if (pattern.type !== "ObjectPattern") return null;
  const property = pattern.properties.find((each) => each.type === "Property" && each.value === name);
  const field = property?.type === "Property" ? toField(propertyName(property)) : null;
  return field && { field, object };
}

function toField(name: string | null): CodeRead["field"] | null {
  return name === "code" || name === "error_code" ? name : null;
}

/** `(code: ErrorCode)`, where the contract says that `ErrorCode` lists the codes. */
function isCodeTyped(node: TSESTree.Identifier, { bindings, known, setting }: Facts): boolean {
  const origin = bindings.originOf(node);
  if (origin?.root.kind !== "instance" || origin.root.made !== "type" || origin.path.length > 0) return false;
  const { of } = origin.root;
  return setting.contract?.codeSources.some((source) => isBinding(of, source, known.path)) ?? false;
}

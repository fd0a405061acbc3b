import type { TSESTree } from "@typescript-eslint/types";
import { findStatus } from "../analysis/find-status.ts";
import { resolveConstant } from "../syntax/constants.ts";
import { parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Ask } from "./file-contribution.ts";
import { isOfOtherClass } from "./is-known-coded.ts";
import type { ReadFile } from "./to-reference.ts";

/**
 * The status that is answered where an error lacks what is read of it: `err.status || 400`, `err.status ? err.status : 400`,
 * `const { statusCode = 500 } = err`; `null` where none is, and for what a coded error has as little.
 */
export function findFallback(read: TSESTree.Node, file: ReadFile): NonNullable<Ask["fallback"]> | null {
  const { code = "code", status = null } = file.facts.known.canonical?.instance ?? {};
  const name = read.type === "MemberExpression" || read.type === "Property" ? propertyName(read) : null;
  const isStatus = status === null ? name === "status" || name === "statusCode" : name === status;
  if ((!isStatus && name !== code) || isOfOtherClass(read, file)) return null;
  const answered = read.type === "Property" ? findDefault(read, file) : findOther(read, file);
  return answered === null ? null : { answered, of: isStatus ? "status" : "code" };
}

type Answered = NonNullable<Ask["fallback"]>["answered"];

function findDefault({ value }: TSESTree.Property, file: ReadFile): Answered | null {
  return value.type === "AssignmentPattern" ? toStatus(value.right, file) : null;
}

/** What stands beside a value, for where there is none. */
function findOther(value: TSESTree.Node, file: ReadFile): Answered | null {
  const parent = parentOutsideCasts(value);
  switch (parent?.type) {
    case "LogicalExpression": {
      const isTest = parent.operator === "&&" && unwrap(parent.left) === value;
      return isTest ? null : findFirst(parent.right, parent, file);
    }
    case "ConditionalExpression": {
      if (unwrap(parent.test) === value) return null;
      const other = unwrap(parent.consequent) === value ? parent.alternate : parent.consequent;
      return findFirst(other, parent, file);
    }
    case "AssignmentExpression":
      return findBefore(parent.left, file);
    default:
      return null;
  }
}

/** `let status = 500; if (err.status) status = err.status;` */
function findBefore(target: TSESTree.Node, file: ReadFile): Answered | null {
  const variable = target.type === "Identifier" ? file.facts.bindings.variableOf(target) : null;
  const declared = variable?.defs[0]?.node;
  return declared?.type === "VariableDeclarator" && declared.init ? toStatus(declared.init, file) : null;
}

/** The last of several wins over one of another module: `err.status || defaultStatus || 400`. */
function findFirst(other: TSESTree.Node, choice: TSESTree.Node, file: ReadFile): Answered | null {
  const status = toStatus(other, file);
  return typeof status === "number" ? status : (findOther(choice, file) ?? status);
}

/** "unknown" for a constant of another module. */
function toStatus(node: TSESTree.Node, { facts: { bindings } }: ReadFile): Answered | null {
  const status = findStatus(node, bindings);
  if (status !== null) return status;
  const inner = resolveConstant(node, bindings);
  const root = bindings.originOf(inner.type === "MemberExpression" ? inner.object : inner)?.root;
  return root?.kind === "import" ? "unknown" : null;
}

import type { TSESTree } from "@typescript-eslint/types";
import { literalStatus } from "../analysis/find-status.ts";
import { literalString, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Ask } from "./file-contribution.ts";

/** Which member of an error is asked for, and what that is compared with; `null` where something else is asked. */
export function findAskedMember(asked: TSESTree.Node): NonNullable<Ask["member"]> | null {
  if (asked.type === "BinaryExpression" && asked.operator === "in") {
    const name = literalString(asked.left);
    return name === null ? null : { name };
  }
  if (asked.type !== "MemberExpression" && asked.type !== "Property") return null;
  const name = propertyName(asked);
  if (name === null) return null;
  const values = asked.type === "MemberExpression" ? findCompared(asked) : null;
  return values === null ? { name } : { name, values };
}

/** What is written out that a value is compared with: `=== "ENOENT"`, `case 404:`; `null` where it is asked for more. */
function findCompared(value: TSESTree.Node): readonly string[] | null {
  const parent = parentOutsideCasts(value);
  if (parent?.type === "BinaryExpression" && /^[!=]==?$/.test(parent.operator))
    return toTexts([unwrap(parent.left) === value ? parent.right : parent.left]);
  if (parent?.type === "SwitchStatement") return toTexts(parent.cases.flatMap(({ test }) => test ?? []));
  return null;
}

function toTexts(nodes: readonly TSESTree.Node[]): readonly string[] | null {
  const texts = nodes.flatMap((node) => literalString(node) ?? literalStatus(unwrap(node))?.toString() ?? []);
  return texts.length === nodes.length ? texts : null;
}

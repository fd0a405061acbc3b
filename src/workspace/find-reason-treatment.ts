import type { TSESTree } from "@typescript-eslint/types";
import { traverse } from "../syntax/traverse.ts";
import { enclosingFunction, parentOutsideCasts, propertyName } from "../syntax/unwrap.ts";
import type { Treatment } from "./file-contribution.ts";
import { findTreatmentOf } from "./find-treatment.ts";
import { lineOf, toShortText } from "./to-short-text.ts";
import type { ReadFile } from "./to-reference.ts";

/** What is done with the reasons that `Promise.allSettled` gives: all that are read in the function around it; or it gives them away. */
export function findReasonTreatment(call: TSESTree.CallExpression, file: ReadFile): Treatment {
  const reasons: TSESTree.Node[] = [];
  traverse(enclosingFunction(call)?.body ?? file.facts.source.ast, (node) => {
    const isRead = node.type === "MemberExpression" || node.type === "Property";
    if (isRead && propertyName(node) === "reason" && call.range[0] < node.range[0]) reasons.push(node);
  });
  const { asks, passes } = findTreatmentOf(reasons, file);
  const given = findGiven(call, file);
  const text = given && toShortText(file.facts.source.text.slice(...given.range));
  const kept = given && text ? [{ text, line: lineOf(given, file), isCause: false, isKept: true as const }] : [];
  return { asks: [...asks, ...kept], passes };
}

/** Where the results go on to, with all their reasons: `return results;`, `report(results)`; `null` where they do not. */
function findGiven(call: TSESTree.Node, file: ReadFile): TSESTree.Node | null {
  const parent = parentOutsideCasts(call);
  switch (parent?.type) {
    case "AwaitExpression":
      return findGiven(parent, file);
    case "ReturnStatement":
    case "ArrowFunctionExpression":
    case "CallExpression":
    case "Property":
    case "AssignmentExpression":
      return parent;
    case "VariableDeclarator": {
      if (parent.id.type !== "Identifier") return null;
      const uses = file.facts.bindings.declaredBy(parent).flatMap(({ references }) => references);
      for (const { identifier } of uses.filter((use) => use.isRead())) {
        const given = findGiven(identifier, file);
        if (given) return given;
      }
      return null;
    }
    default:
      return null;
  }
}

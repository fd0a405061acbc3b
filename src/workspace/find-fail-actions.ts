import { traverse } from "../syntax/traverse.ts";
import { propertyName } from "../syntax/unwrap.ts";
import type { Reference } from "./file-contribution.ts";
import { toReference, type ReadFile } from "./to-reference.ts";

/** What hapi gives the errors of its own validation, and no others: `validate: { payload, failAction: (request, h, err) => … }`. */
export function findFailActions(file: ReadFile): Reference[] {
  const found: Reference[] = [];
  if (!file.facts.source.text.includes("failAction")) return found;
  traverse(file.facts.source.ast, (node) => {
    if (node.type !== "Property" || propertyName(node) !== "failAction" || node.parent.type !== "ObjectExpression")
      return;
    const reference = toReference(node.value, file);
    if (reference) found.push(reference);
  });
  return found;
}

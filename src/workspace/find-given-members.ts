import { propertyName, unwrap } from "../syntax/unwrap.ts";
import type { GivenMember } from "./file-contribution.ts";
import { toClassName, toReference, type ReadFile } from "./to-reference.ts";

/** The functions that a class is given as members from outside of it: `Orders.load = load;`. */
export function findGivenMembers(file: ReadFile): GivenMember[] {
  const { nodes, bindings } = file.facts;
  return nodes.assignments.flatMap(({ left, right }) => {
    const name = left.type === "MemberExpression" ? propertyName(left) : null;
    if (left.type !== "MemberExpression" || name === null || unwrap(right).type !== "Identifier") return [];
    const of = toClassName(bindings.originOf(left.object), file);
    const target = of && toReference(right, file);
    return of && (target?.kind === "function" || target?.kind === "import") ? [{ of, name, target }] : [];
  });
}

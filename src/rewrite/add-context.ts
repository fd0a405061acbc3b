import type { CodedError } from "../analysis/find-coded-errors.ts";
import { findContext, findContextSlot } from "../analysis/find-context.ts";
import type { Facts } from "../analysis/facts.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { isWithin, propertyName, unwrap } from "../syntax/unwrap.ts";
import { insertArgument } from "./insert-argument.ts";

/** Gives a coded error these members of its context, by key and expression. A text instead is the reason why that cannot be done. */
export function addContext(error: CodedError, members: ReadonlyMap<string, string>, facts: Facts): TextEdit[] | string {
  const slot = findContextSlot(error);
  if (!slot) return `\`${error.name}\` takes no context`;
  const context = findContext(error, facts);
  if (context === "unknown") return "nobody can tell from this file what its context holds";
  if (context && !isWithin(context, error.node)) return "its context is made elsewhere";
  const present = new Set(context?.properties.map((each) => (each.type === "Property" ? propertyName(each) : null)));
  const added = [...members].filter(([key]) => !present.has(key)).map(toMember);
  if (added.length === 0) return [];
  if (context) return [intoObject(context, added.join(", "))];
  const property = `${slot.key}: { ${added.join(", ")} }`;
  const options = error.node.arguments[slot.index];
  if (!options) return [insertArgument(error.node, slot.index, { value: `{ ${property} }`, text: facts.source.text })];
  const object = unwrap(options);
  if (object.type !== "ObjectExpression") return "its options are made elsewhere";
  return [intoObject(object, property)];
}

function toMember([key, text]: readonly [string, string]): string {
  return key === text ? key : `${key}: ${text}`;
}

/** Behind the last member, so that what is there keeps its order. */
function intoObject(object: ReturnType<typeof findContext> & object, members: string): TextEdit {
  const last = object.properties.at(-1);
  if (!last) return { start: object.range[0], end: object.range[1], text: `{ ${members} }` };
  return { start: last.range[1], end: last.range[1], text: `, ${members}` };
}

import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { sortEdits } from "../syntax/apply-edits.ts";
import { literalString, propertyName, unwrap } from "../syntax/unwrap.ts";
import { provideErrorClass } from "./error-class.ts";
import type { Proposal } from "./proposal.ts";

/** The text that the proposal goes by. */
export const keepCodeTexts = {
  keepCode: "Wrap `{{error}}` instead: a coded error keeps its code, and any other gets `{{code}}`.",
} as const;

/**
 * Puts the class's own wrapper in the place of a coded error that is made of a caught one: it keeps the code of a coded
 * cause, and gives this one to any other. A text instead is the reason why that cannot be done.
 */
export function keepCode(
  { kind, binding, code, message, node }: Construction,
  caught: CaughtError,
  facts: Facts,
): Proposal | string {
  const wrap = binding?.wrap;
  const error = caught.binding?.type === "Identifier" ? caught.binding.name : null;
  if (kind !== "coded" || !wrap || wrap.options === null) return "only a person can tell which code it is to have";
  if (error === null) return "the error has no name of its own here";
  const isPlain = binding.object === null && binding.code !== null && node.callee.type === "Identifier";
  if (!isPlain || !code || literalString(code) === null || !message)
    return `\`${binding.name ?? "its class"}\` is made otherwise`;
  const options = toOptions(node.arguments[binding.options ?? -1], facts);
  if (options === null || binding.cause !== null) return "nobody can tell from this file what its options hold";
  const text = (each: TSESTree.Node): string => facts.source.text.slice(...each.range);
  const places: string[] = [];
  places[wrap.cause] = error;
  places[wrap.message] = text(message);
  places[wrap.options] = `{ ${[`code: ${text(code)}`, ...options].join(", ")} }`;
  const provided = provideErrorClass(wrap, node, facts);
  if (typeof provided === "string") return provided;
  const called = [provided.name, ...wrap.name.split(".").slice(1)].join(".");
  const made = `${called}(${Array.from(places, (each) => each ?? "undefined").join(", ")})`;
  const [start, end] = node.range;
  return {
    messageId: "keepCode",
    data: { error, code: literalString(code) ?? "" },
    edits: sortEdits([...provided.edits, { start, end, text: made }]),
    permission: { verdict: "safe" },
    manual: true,
  };
}

/** The options without the cause; `null` where they are not written out. */
function toOptions(node: TSESTree.Node | undefined, { source }: Facts): string[] | null {
  if (!node) return [];
  const object = unwrap(node);
  if (object.type !== "ObjectExpression") return null;
  const isSaid = object.properties.every((each) => each.type === "Property" && propertyName(each) !== null);
  if (!isSaid) return null;
  const kept = object.properties.filter((each) => each.type !== "Property" || propertyName(each) !== "cause");
  return kept.map(({ range }) => source.text.slice(...range));
}

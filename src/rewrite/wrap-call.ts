import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { WrapBinding } from "../contract/contract.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { isWithin, parentOutsideCasts, unwrap } from "../syntax/unwrap.ts";
import { provideErrorClass } from "./error-class.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";

/** What a wrap is given: the error as an expression, the message, and the members of its context object. */
export interface WrapArguments {
  readonly error: string;
  readonly message: string;
  /** The constant that holds it, where one does. */
  readonly name?: string | null;
  readonly context: readonly string[];
  /** For a cause that has no code of its own, where that is not the class's fallback. */
  readonly code?: string | null;
}

/** A call of the contract's wrapper, and the import that it takes, if any. */
export interface WrapCall {
  readonly text: string;
  readonly imports: readonly TextEdit[];
}

/** Writes a call of the contract's wrapper at a place. A text instead of it is the reason why that cannot be done. */
export function toWrapCall(
  wrap: WrapBinding,
  node: TSESTree.Node,
  given: WrapArguments,
  facts: Facts,
): WrapCall | string {
  if (given.code != null && wrap.options === null) return `${wrap.name} takes no code`;
  const [, ...members] = wrap.name.split(".");
  const provided = provideErrorClass(wrap, node, facts);
  if (typeof provided === "string") return provided;
  const error = given.code == null ? given.error : (findOrigin(given.error, node, facts) ?? given.error);
  const text = `${[provided.name, ...members].join(".")}(${toArguments(wrap, { ...given, error }, facts).join(", ")})`;
  return { text, imports: provided.edits };
}

/** The name of what an error wraps, where it has one: a wrap has a code already, and would take no other. */
function findOrigin(error: string, node: TSESTree.Node, { nodes, known }: Facts): string | null {
  for (const call of nodes.calls) {
    const declarator = parentOutsideCasts(call);
    const block = declarator?.parent?.parent;
    if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier") continue;
    const meaning = known.meaningOf(call);
    const argument = meaning?.kind === "unwrapping" && meaning.argument ? unwrap(meaning.argument) : null;
    if (argument?.type === "Identifier" && argument.name === error && block && isWithin(node, block))
      return declarator.id.name;
  }
  return null;
}

/** The arguments in the wrapper's own order; what stands between them and is not known is left out. */
function toArguments(
  wrap: WrapBinding,
  { error, message, name = null, context, code = null }: WrapArguments,
  facts: Facts,
): string[] {
  const style = toFileStyle(facts);
  const places: string[] = [];
  places[wrap.cause] = error;
  places[wrap.message] = name ?? toLiteral(message, style);
  const options = [
    ...(code === null ? [] : [`code: ${toLiteral(code, style)}`]),
    ...(context.length > 0 ? [`context: { ${context.join(", ")} }`] : []),
  ];
  if (wrap.options !== null && options.length > 0) places[wrap.options] = `{ ${options.join(", ")} }`;
  return Array.from(places, (each) => each ?? "undefined");
}

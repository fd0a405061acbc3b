import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isSensitiveName } from "../knowledge/sensitive-names.ts";
import { CUT, ERROR, toSentence } from "./cut-sentence.ts";
import { findName, isWholeValue, toSnippet } from "./message-data-name.ts";
import { type Piece, resolveText, toPieces } from "./message-pieces.ts";
import type { Question } from "./proposal.ts";

/** A message that reads the same on every occurrence, and what varied in it. */
export interface StableMessage {
  /** `null` where too little is left of it to say anything. */
  readonly text: string | null;
  /** What is cut out of it, by the name that it goes by in the context. */
  readonly data: ReadonlyMap<string, string>;
  /** What is written out of the message as it was, between what is not. */
  readonly written: readonly string[];
  /** Something of the error was cut out, which nothing here keeps. */
  readonly dropsError?: boolean;
}

/** Where an error has no message. */
export const noMessage: StableMessage = { text: null, data: new Map(), written: [] };

/** Why a message is not to lose what it holds, which is the same every time; `null` where all of it varies. */
export function findConstant({ data }: StableMessage): string | null {
  const constant = [...data].find(([name]) => /^[A-Z][A-Z0-9_]*$/.test(name));
  return constant ? `its message holds \`${constant[1]}\`, which is the same every time` : null;
}

/** Whether some test expects the words of a message that is about to change; no question where it stays as it is. */
export function toMessageQuestions(message: StableMessage, path: string): Question[] {
  const { text, written } = message;
  return isRetold(message) ? [{ kind: "message", path, written, text: text ?? "" }] : [];
}

/** Whether a message does not stay as it was. */
export function isRetold({ text, written }: StableMessage): boolean {
  return written.length > 1 || (written.length === 1 && written[0] !== text);
}

/**
 * A message without what it holds of an error, and without its data: ``could not load ${id}: ${err.message}`` says
 * "could not load", of an `id`. A text instead is the reason why that cannot be done.
 */
export function toStableMessage(node: TSESTree.Node, error: Variable | null, facts: Facts): StableMessage | string {
  return toStable(toPieces(resolveText(node, facts), { error, facts }), facts);
}

/** The message of a format and what fills it: `"no order %s", id`. */
export function toStableFormat(
  format: string,
  filling: readonly TSESTree.Node[],
  facts: Facts,
): StableMessage | string {
  const texts = format.split(/%[sdifjoO]/);
  if (texts.length - 1 !== filling.length) return "its message has another number of places than is filled in";
  const pieces = texts.flatMap((text, index): Piece[] => {
    const node = filling[index];
    return [text, ...(node ? toPieces(node, { error: null, facts }) : [])];
  });
  return toStable(pieces, facts);
}

function toStable(pieces: readonly Piece[], facts: Facts): StableMessage | string {
  const data = new Map<string, string>();
  let text = "";
  let whole = "";
  for (const piece of pieces) {
    const before = text;
    if (typeof piece === "string") text += piece;
    else if (piece.kind === "error") text += ERROR;
    else if (piece.kind === "made")
      return `its message holds \`${toSnippet(piece.node, facts)}\`, which may say more than the error`;
    else {
      if (isWholeValue(piece.node, facts))
        return `its message holds all of \`${toSnippet(piece.node, facts)}\`, of which only a person can choose`;
      const named = findName(piece.node, facts);
      if (named === null)
        return `its message holds \`${toSnippet(piece.node, facts)}\`, which has no name to go by in the context`;
      if (isSensitiveName(named.key) || isSensitiveName(named.text))
        return `its message holds \`${named.text}\`, which the context must not`;
      if ((data.get(named.key) ?? named.text) !== named.text)
        return `its message holds two values that are called \`${named.key}\``;
      data.set(named.key, named.text);
      whole += CUT;
      text = withoutLabel(text, named.key) + CUT;
      continue;
    }
    whole += text.slice(before.length);
  }
  const written = whole.split(/[\uE000\uE001]/);
  if (written.length === 1) return { text: text.trim() === "" ? null : text, data, written };
  return { text: toSentence(text), data, written, dropsError: whole.includes(ERROR) };
}

/** `op` in front of its value, where a list of them begins or goes on: `this cannot be: op: 1, line: 2` */
function withoutLabel(text: string, key: string): string {
  const [label = "", name] = /(?<=[:;,(] ?)([\w.]+)[:=] ?$/.exec(text) ?? [];
  return name === key ? text.slice(0, text.length - label.length) : text;
}

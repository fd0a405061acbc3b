import type { Workspace } from "./workspace.ts";

/** A message that is about to change. */
interface Change {
  /** What is written out of it, between what is not. */
  readonly written: readonly string[];
  readonly text: string;
}

/**
 * The tests that expect what is written of a message, as reasons. A test may quote it whole, with
 * what is filled in, or a part of it; one that the new text answers as well is none.
 */
export function* findExpectation({ written, text }: Change, workspace: Workspace): Generator<string> {
  const parts = written.map((part) => part.trim()).filter((part) => part !== "");
  const found = workspace
    .expectedTexts()
    .filter(({ expected }) => !text.includes(expected) && (isQuoted(parts, expected) || isPart(parts, expected)));
  for (const { file, line, expected } of found)
    yield `${workspace.toRelative(file.path)}:${String(line)} expects its message, “${expected}”`;
}

/** Whether all parts stand in a text, one behind the other, or one that is too long to be there by chance. */
function isQuoted(parts: readonly string[], text: string): boolean {
  if (parts.some((part) => part.length >= longPart && text.includes(part))) return true;
  let at = 0;
  for (const part of parts) {
    const next = text.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return parts.some((part) => /\S\s+\S/.test(part));
}

const longPart = 16;

function isPart(parts: readonly string[], text: string): boolean {
  return parts.some((part) => part.includes(text));
}

import type { Workspace } from "./workspace.ts";

/** A message that is about to change. */
interface Change {
  /** What is written out of it, between what is not. */
  readonly written: readonly string[];
  readonly text: string;
}

/**
 * The test that expects what is written of a message, as a reason; `null` where none does. A test may quote it whole, with
 * what is filled in, or a part of it; one that the new text answers as well is none.
 */
export function findExpectation({ written, text }: Change, workspace: Workspace): string | null {
  const parts = written.map((part) => part.trim()).filter((part) => part !== "");
  const found = workspace
    .expectedTexts()
    .find(({ expected }) => !text.includes(expected) && (isQuoted(parts, expected) || isPart(parts, expected)));
  if (!found) return null;
  return `${workspace.toRelative(found.file.path)}:${String(found.line)} expects its message, “${found.expected}”`;
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

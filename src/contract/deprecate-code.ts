import { toJsonWriter } from "./json-writer.ts";

/** A code that another one takes over from, and the version of the contract that says so first. */
export interface Replacement {
  readonly old: string;
  readonly new: string;
  readonly since: string;
  /** What is written for the new code, where it is not there yet. */
  readonly added: object | null;
}

/** The text of a contract in which a code is deprecated in favour of another one. Order and formatting stay. */
export function deprecateCode(text: string, replacement: Replacement): string {
  const write = toJsonWriter(text);
  const path = ["codes", replacement.old];
  const since = write(text, [...path, "deprecated"], { since: replacement.since, use: replacement.new });
  if (replacement.added === null) return since;
  const getInsertionIndex = (names: string[]): number => names.indexOf(replacement.old) + 1;
  return write(since, ["codes", replacement.new], replacement.added, { getInsertionIndex });
}

/** The text of a contract in which a deprecated code names another replacement. */
export function redirectDeprecation(text: string, old: string, use: string): string {
  return toJsonWriter(text)(text, ["codes", old, "deprecated", "use"], use);
}

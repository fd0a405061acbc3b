import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { CommandError } from "./command-error.ts";

/** A source file as it was read: what is needed to write it back as it was, or to see that somebody else did. */
export interface FileText {
  /** Absolute. */
  readonly path: string;
  /** Without a byte order mark, line endings as they are. */
  readonly text: string;
  readonly hasBom: boolean;
  readonly hash: string;
}

const bom = "\uFEFF";

/** A file as it was read, whatever it holds. */
export interface FileBytes {
  /** Absolute. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly hash: string;
}

/** The file's text; `null` where it is not UTF-8. Throws `FILE_UNREADABLE`. */
export function readFile(path: string): FileText | null {
  return toFileText(readFileBytes(path));
}

/** Throws `FILE_UNREADABLE`. */
export function readFileBytes(path: string): FileBytes {
  return toFileBytes(path, readBytes(path));
}

/** Reads a file as it is, or as somebody says that it is. */
export type ReadFile = (path: string) => FileBytes;

/** Bytes as a file's, wherever they are from. */
export function toFileBytes(path: string, bytes: Buffer): FileBytes {
  return { path, bytes, hash: toHash(bytes) };
}

/** What bytes say; `null` where they are not UTF-8. */
export function toFileText({ path, bytes, hash }: FileBytes): FileText | null {
  if (!isUtf8(bytes)) return null;
  const text = bytes.toString("utf8");
  const hasBom = text.startsWith(bom);
  return { path, text: hasBom ? text.slice(1) : text, hasBom, hash };
}

/** What the file holds now, as a hash to compare with an earlier one. Throws `FILE_UNREADABLE`. */
export function readHash(path: string): string {
  return toHash(readBytes(path));
}

/** The bytes that a changed text has in the file. */
export function toBytes(file: FileText, text: string): Buffer {
  return Buffer.from(file.hasBom ? bom + text : text, "utf8");
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new CommandError("FILE_UNREADABLE", "cannot be read", { cause });
  }
}

function toHash(bytes: Buffer): string {
  return createHash("sha1").update(bytes).digest("base64");
}

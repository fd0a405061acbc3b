import { createHash, type Hash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Texts by key, as bytes. A key is of ASCII and holds no tab; neither it nor a text holds a line break. */
export type Lines = Map<string, Buffer>;

const LINE_BREAK = 10;
const TAB = 9;

/**
 * Reads what `writeLines` has written under the same header. A file that is not there, was written under another or is
 * damaged in any way holds nothing.
 */
export function readLines(path: string, header: string): Lines {
  const bytes = readBytes(path);
  const start = bytes.indexOf(LINE_BREAK) + 1;
  const end = bytes.length - digestSize;
  const isSound =
    start > 0 &&
    bytes.toString("utf8", 0, start - 1) === header &&
    createDigest().update(bytes.subarray(0, end)).digest().equals(bytes.subarray(end));
  const lines: Lines = new Map();
  for (let at = start; isSound && at < end;) {
    const [middle, next] = [bytes.indexOf(TAB, at), bytes.indexOf(LINE_BREAK, at)];
    lines.set(bytes.toString("latin1", at, middle), bytes.subarray(middle + 1, next));
    at = next + 1;
  }
  return lines;
}

const digestSize = 20;

function createDigest(): Hash {
  return createHash("sha1");
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0); // what is not there or cannot be read holds nothing
  }
}

/** Replaces the file in one step; where that cannot be done, it is left as it is. */
export function writeLines(path: string, header: string, lines: Iterable<readonly [string, Buffer]>): void {
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeAll(temporary, header, lines);
    renameSync(temporary, path);
  } catch {
    removeQuietly(temporary); // on a disk that is full or read-only nothing is remembered
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // it was never made
  }
}

function writeAll(path: string, header: string, lines: Iterable<readonly [string, Buffer]>): void {
  const descriptor = openSync(path, "w");
  const digest = createDigest();
  const write = (bytes: Buffer): void => {
    digest.update(bytes);
    writeFully(descriptor, bytes);
  };
  try {
    for (const bytes of toChunks(header, lines)) write(bytes);
    writeFully(descriptor, digest.digest());
  } finally {
    closeSync(descriptor);
  }
}

const chunkSize = 1024 * 1024;

/** A million bytes at once: one write for each line would take longer than all else. */
function* toChunks(header: string, lines: Iterable<readonly [string, Buffer]>): Generator<Buffer> {
  let parts: Buffer[] = [Buffer.from(`${header}\n`)];
  let size = 0;
  for (const [key, text] of lines) {
    parts.push(Buffer.from(`${key}\t`), text, Buffer.of(LINE_BREAK));
    size += text.length;
    if (size < chunkSize) continue;
    yield Buffer.concat(parts);
    [parts, size] = [[], 0];
  }
  yield Buffer.concat(parts);
}

function writeFully(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

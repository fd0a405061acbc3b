import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Setting } from "../../../src/analysis/facts.ts";
import { toHash } from "../../../src/contract/hash.ts";
import type { Engine } from "../engine.ts";
import type { FileBytes } from "../read-file.ts";
import { FileRecord } from "./file-record.ts";
import { readLines, writeLines, type Lines } from "./line-store.ts";
import type { Reading } from "./reading.ts";

/** Where the records of a workspace are kept; `null` where there is no place for them. */
export function findStore(root: string): string | null {
  const modules = join(root, "node_modules");
  return existsSync(modules) ? join(modules, ".cache/error-contract/files") : null;
}

/** The records of files, and those of earlier runs: of a file that is as it was then, nobody parses anything for them. */
export class FileRecords {
  readonly #engine: Engine;
  readonly #store: string | null;
  readonly #kept: Lines;
  readonly #used = new Map<string, FileRecord>();
  /** How many files earlier runs have looked into. */
  readonly kept: number;
  #hasLearned = false;

  constructor(engine: Engine, store: string | null) {
    this.#engine = engine;
    this.#store = store;
    this.#kept = store === null ? new Map<string, Buffer>() : readLines(store, engine.version);
    this.kept = this.#kept.size;
  }

  /** Takes a record that was made elsewhere, as a line of text. */
  learn(key: string, line: Buffer): void {
    this.#kept.set(key, line);
    this.#hasLearned = true;
  }

  /** Throws `SYNTAX_ERROR`. */
  of(reading: Reading, setting: Setting | null): FileRecord {
    const key = toKey(reading.file, setting);
    const record = this.#used.get(key) ?? this.#recall(key) ?? FileRecord.of(reading, setting, this.#engine);
    this.#used.set(key, record);
    return record;
  }

  #recall(key: string): FileRecord | null {
    const line = this.#kept.get(key);
    return line === undefined ? null : FileRecord.fromLine(line);
  }

  /** Keeps the records for the next run, if there is anything new. */
  save(): void {
    if (this.#store !== null && (this.#hasLearned || [...this.#used.values()].some(({ isNew }) => isNew)))
      writeLines(this.#store, this.#engine.version, this.#toLines());
  }

  /** What this run did not need may be of another branch; there is never more of it than of what it needed. */
  *#toLines(): Generator<readonly [string, Buffer]> {
    for (const [key, record] of this.#used)
      yield [key, record.isNew ? record.toLine() : (this.#kept.get(key) ?? record.toLine())];
    let left = this.#used.size;
    for (const each of this.#kept) if (!this.#used.has(each[0]) && left-- > 0) yield each;
  }
}

/** Nothing else decides what a record says. */
export function toKey({ path, hash }: FileBytes, setting: Setting | null): string {
  const contract = setting?.contract;
  const from = contract ? [contract.path, contract.hash, ...contract.files] : [setting === null ? "" : "plain"];
  return `${hash} ${toHash([path, ...from])}`;
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Codemod } from "../../codemods/codemod.ts";
import { codemods } from "../../codemods/index.ts";
import { migrateSource } from "../../codemods/migrate-source.ts";
import { findSideEffect } from "../../codemods/find-side-effect.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import type { Setting } from "../../src/analysis/facts.ts";
import type { Contract } from "../../src/contract/contract.ts";
import type { Disk } from "../../src/contract/disk.ts";
import { loadContract } from "../../src/contract/load.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { parse, type Parser } from "../../src/syntax/parse.ts";
import type { Source } from "../../src/syntax/source.ts";
import type { WorkspaceIndex } from "../../src/workspace/workspace-index.ts";

const shared = new URL("error-contract.json", import.meta.url).pathname;
/** Every fixture is a file of this repository, which is on no disk. */
const root = "/repo";
const mostRounds = 5;

/** A finding that a codemod must leave, and the reason that it gives. */
export interface Left {
  readonly line: number;
  readonly reason: string;
}

/**
 * A folder with `input.<ext>` and `output.<ext>`: what a codemod makes of the file `src/input.<ext>`. Beside them may stand
 * `left.json`, the findings that stay; `error-contract.json`, in place of the shared contract; and `single-file`, an
 * empty file that says: by a door which sees this file alone.
 */
export interface Fixture {
  readonly name: string;
  readonly codemod: Codemod;
  readonly extension: string;
  readonly input: string;
  readonly output: string;
  readonly left: readonly Left[];
  readonly setting: Setting;
  readonly index: WorkspaceIndex | null;
  /** Who would be cut off by wraps elsewhere, by the texts with which what the codemod is told of begins. */
  readonly reached?: readonly string[];
}

const grantingIndex: WorkspaceIndex = { answer: () => ({ granted: true }) };

/** The fixtures of every codemod that has a folder here, by the codemod's name. */
export function findFixtures(folder: string): { readonly name: string; readonly fixtures: readonly Fixture[] }[] {
  return foldersIn(folder).map((name) => ({
    name,
    fixtures: foldersIn(join(folder, name)).map((each) => readFixture(join(folder, name, each), name)),
  }));
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function readFixture(folder: string, codemodName: string): Fixture {
  const codemod = codemods.find(({ name }) => name === codemodName);
  const input = readdirSync(folder).find((file) => file.startsWith("input."));
  if (!codemod || !input) throw new Error(`${folder} is no fixture: no such codemod, or no input`);
  const extension = input.slice("input.".length);
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const has = (file: string): boolean => existsSync(join(folder, file));
  return {
    name: basename(folder),
    codemod,
    extension,
    input: read(input),
    output: read(`output.${extension}`),
    left: has("left.json") ? (JSON.parse(read("left.json")) as Left[]) : [],
    setting: toSetting(has("error-contract.json") ? read("error-contract.json") : readFileSync(shared, "utf8")),
    index: has("single-file") ? null : grantingIndex,
  };
}

/** The setting under a contract of this text; under none, where it is `null`. */
function toSetting(text: string): Setting {
  const contract = text.trim() === "null" ? null : load(text);
  return { contract, policy: toPolicy(contract, {}) };
}

function load(text: string): Contract {
  const path = `${root}/error-contract.json`;
  const disk: Disk = {
    stamps: new Map(),
    exists: (asked) => asked === path,
    read: (asked) => (asked === path ? { text } : { failure: "is not there" }),
  };
  const { contract, problems } = loadContract(path, disk);
  if (contract === null || problems.length > 0) throw new Error(`the contract is broken: ${JSON.stringify(problems)}`);
  return contract;
}

/**
 * The text after a codemod has nothing left to do, and what it left at which line of the first text. Throws where an edit is
 * not sound.
 */
export function migrate(
  { codemod, extension, setting, index, reached = [] }: Fixture,
  text: string,
  parser?: Parser,
): { readonly text: string; readonly left: readonly Left[] } {
  let source = toSource(text, extension, parser);
  let first: readonly Left[] | null = null;
  for (let round = 0; round < mostRounds; round++) {
    const asked = { text, offsets: new Set(reached.map((each) => text.indexOf(each))) };
    const { edits, left } = migrateSource(source, { codemods: [codemod], setting, index, reached: asked });
    first ??= left.map(({ line, reason }) => ({ line, reason })).sort((one, other) => one.line - other.line);
    if (edits.length === 0) return { text: source.text, left: first };
    const next = toSource(applyEdits(source.text, edits), extension, parser);
    const sideEffect = findSideEffect(source, edits, next);
    if (sideEffect !== null) throw new Error(sideEffect);
    source = next;
  }
  throw new Error(`still edits after ${mostRounds} rounds`);
}

function toSource(text: string, extension: string, parser?: Parser): Source {
  const { source, problem } = parse(`${root}/src/input.${extension}`, text, parser);
  if (source === null) throw new SyntaxError(`${problem.message} at ${problem.line}:${problem.column} of\n${text}`);
  return source;
}

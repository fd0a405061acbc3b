import { isDeepStrictEqual } from "node:util";
import { findPreset } from "../../../src/contract/presets/presets.ts";
import { isGeneral } from "../../../src/generate/code-table.ts";
import { usualCodePattern } from "../../../src/contract/code-pattern.ts";
import { toJsonWriter } from "../../../src/contract/json-writer.ts";
import { toStem } from "../../../src/syntax/specifier.ts";
import { toText } from "../extract/extract-contract.ts";
import { schema, type DraftCode, type DraftContract } from "../extract/to-contract.ts";
import type { NotifyHelper } from "./find-notifier.ts";

/** A boundary that stands, and the globs of what it stands above; none means everything. */
export interface MountedBoundary {
  /** What its module exports that notifies. */
  readonly name: string;
  /** From the root. */
  readonly path: string;
  readonly covers: readonly string[];
}

/** What the contract says of the error module, as its file spells it. */
export interface ModuleParts {
  /** The folder of the error module, from the root. */
  readonly folder: string;
  readonly boundaries: readonly MountedBoundary[];
  readonly helpers: readonly NotifyHelper[];
  /** Errors are made with a class of the project's own. */
  readonly isOwnClass: boolean;
}

const starter = "error-contract:starter";

/** The contract that a project without an error class starts with: the starter's codes beside its own. */
export function toContractText(found: DraftContract | null): string {
  return toText({ $schema: schema, format: 1, ...toCodes(found), typescript: found?.typescript ?? {} });
}

/** The contract of a package of a workspace: the whole of the workspace's, by its path. */
export function toPackageContractText(above: string): string {
  return toText({ $schema: schema, format: 1, extends: [above], typescript: {} });
}

/** The contract of a project that has an error class: its own codes, and the starter's for what no code of its own stands for. */
export function toOwnContractText(found: DraftContract): string {
  const general = Object.entries(found.codes).filter(([name]) => isGeneral(name));
  const missing = Object.entries(starterCodes()).filter(([name, { fault, http }]) => {
    const isFallback = name === "INTERNAL_ERROR" || name === "INVALID_INPUT";
    const isThere = ([own, code]: (typeof general)[number]): boolean =>
      own === name || (code.fault === fault && (code.http ?? 500) === http);
    return isFallback && !general.some(isThere);
  });
  const codePattern = missing.length > 0 ? toCodePattern(found) : found.codePattern;
  const codes = { ...found.codes, ...Object.fromEntries(missing) };
  return toText({ ...found, ...(codePattern !== undefined && { codePattern }), codes });
}

/** A contract's text, with what its file does not say yet of the error module. Comments, order and format of the rest stay. */
export function addModule(text: string, parts: ModuleParts): string {
  const after = addMissing(text, toLists(parts));
  return parts.isOwnClass ? addWrapper(after, parts.folder) : after;
}

/** A contract's text, with the boundaries that stand and that its file does not name yet. */
export function addBoundaries(text: string, boundaries: readonly MountedBoundary[]): string {
  return addMissing(text, { boundaries: boundaries.map(toBoundary) });
}

function addMissing(text: string, lists: Readonly<Record<string, readonly Entry[]>>): string {
  const write = toJsonWriter(text);
  let after = text;
  for (const [list, entries] of Object.entries(lists)) {
    const listed = toListed(after, list);
    const missing = entries.filter((entry) => !listed.some((each) => isSame(each, entry)));
    if (missing.length === 0) continue;
    // the class that errors are made with comes first
    after = write(after, ["typescript", list], list === "errors" ? [...missing, ...listed] : [...listed, ...missing]);
  }
  return after;
}

/** What wraps with the project's own class, where its contract names nothing that does. */
function addWrapper(text: string, folder: string): string {
  const errors = toListed(text, "errors");
  const index = errors.findIndex((each) => each["canonical"] === true);
  if (index < 0 || errors[index]?.["wrap"] !== undefined) return text;
  const wrap = { name: "wrapError", module: `./${folder}/own-errors`, cause: 0, message: 1, options: 2 };
  return toJsonWriter(text)(text, ["typescript", "errors", index, "wrap"], wrap);
}

type Entry = Readonly<Record<string, unknown>>;

function toLists({ folder, boundaries, helpers, isOwnClass }: ModuleParts): Readonly<Record<string, readonly Entry[]>> {
  const [meaning, envelope] = [`./${folder}/${isOwnClass ? "coded-error" : "app-error"}`, `./${folder}/envelope`];
  return {
    ...(!isOwnClass && { errors: [toGeneratedClass(meaning)] }),
    causeFinders: [{ name: "findCause", module: meaning }],
    unwrappers: [{ name: "unwrap", module: meaning }],
    ...(!isOwnClass && { guards: [{ name: "isAppError", module: meaning }] }),
    sanitizers: ["toPublicEnvelope", "toInternalEnvelope"].map((name) => ({ name, module: envelope })),
    notifiers: helpers.map(toNotifier),
    boundaries: boundaries.map(toBoundary),
  };
}

function toGeneratedClass(module: string): Entry {
  const wrap = { name: "AppError.wrap", cause: 0, message: 1, options: 2 };
  return { name: "AppError", module, code: 0, message: 1, options: 2, canonical: true, wrap };
}

function toListed(text: string, list: string): readonly Entry[] {
  const contract = JSON.parse(text) as { readonly typescript?: Readonly<Record<string, readonly Entry[] | undefined>> };
  return contract.typescript?.[list] ?? [];
}

function isSame(one: Entry, other: Entry): boolean {
  return isDeepStrictEqual([one["name"], one["module"]], [other["name"], other["module"]]);
}

/** The starter's codes and the project's. Where one means something else here, the starter's others are written out. */
function toCodes(found: DraftContract | null): object {
  const own = Object.entries(found?.codes ?? {});
  const known = starterCodes();
  const isOther = ([name, { http }]: readonly [string, DraftCode]): boolean =>
    Object.hasOwn(known, name) && http !== undefined && http !== known[name]?.http;
  const isClash = own.some(isOther);
  const kept = own.filter((entry) => !Object.hasOwn(known, entry[0]) || isOther(entry));
  const codePattern = found === null ? undefined : toCodePattern(found);
  return {
    ...(!isClash && { extends: [starter] }),
    version: "1.0.0",
    ...(codePattern !== undefined && { codePattern }),
    codes: Object.fromEntries([...(isClash ? Object.entries(known) : []), ...kept]),
  };
}

function starterCodes(): Readonly<Record<string, DraftCode>> {
  return (findPreset(starter) as { readonly codes: Readonly<Record<string, DraftCode>> }).codes;
}

/** One that the starter's codes match as well. */
function toCodePattern({ codePattern }: DraftContract): string | undefined {
  return codePattern === undefined ? undefined : `${usualCodePattern.source}|${codePattern}`;
}

function toNotifier({ name, file, argument }: NotifyHelper): Entry {
  return { name, module: `./${toStem(file.path)}`, argument };
}

function toBoundary({ name, path, covers }: MountedBoundary): Entry {
  return {
    name,
    module: `./${toStem(path)}`,
    notifies: true,
    skips: ["client", "expected"],
    ...(covers.length > 0 && { covers }),
  };
}

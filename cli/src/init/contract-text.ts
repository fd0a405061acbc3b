import { findPreset } from "../../../src/contract/presets/presets.ts";
import { usualCodePattern } from "../../../src/contract/code-pattern.ts";
import { toStem } from "../../../src/syntax/specifier.ts";
import { toText } from "../extract/extract-contract.ts";
import { schema, type DraftCode, type DraftContract } from "../extract/to-contract.ts";
import type { NotifyHelper } from "./find-notifier.ts";

/** A boundary that stands, and the globs of what it stands above; none means everything. */
export interface MountedBoundary {
  /** From the root. */
  readonly path: string;
  readonly covers: readonly string[];
}

export interface ContractParts {
  /** The folder of the error module, from the root. */
  readonly folder: string;
  readonly boundaries: readonly MountedBoundary[];
  readonly helpers: readonly NotifyHelper[];
  /** What the project's errors are like already; `null` where it has none with a code. */
  readonly found: DraftContract | null;
}

const starter = "error-contract:starter";

/** The contract that a project starts with: the starter's codes beside its own, and how it spells the conventions. */
export function toContractText({ folder, boundaries, helpers, found }: ContractParts): string {
  const [errors, envelope] = [`./${folder}/app-error`, `./${folder}/envelope`];
  const contract = {
    $schema: schema,
    format: 1,
    ...toCodes(found),
    typescript: {
      errors: [
        {
          name: "AppError",
          module: errors,
          code: 0,
          message: 1,
          options: 2,
          canonical: true,
          wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
        },
        ...(found?.typescript.errors ?? []),
      ],
      ...(found?.typescript.codeSources && { codeSources: found.typescript.codeSources }),
      causeFinders: [{ name: "findCause", module: errors }],
      guards: [{ name: "isAppError", module: errors }],
      sanitizers: ["toPublicEnvelope", "toInternalEnvelope"].map((name) => ({ name, module: envelope })),
      ...(helpers.length > 0 && { notifiers: helpers.map(toNotifier) }),
      ...(boundaries.length > 0 && { boundaries: boundaries.map(toBoundary) }),
    },
  };
  return toText(contract);
}

/** The contract of a project that has an error class: its own codes, and nothing beside them. */
export function toOwnContractText(found: DraftContract, helpers: readonly NotifyHelper[]): string {
  const notifiers = helpers.length > 0 && { notifiers: helpers.map(toNotifier) };
  return toText({ ...found, typescript: { ...found.typescript, ...notifiers } });
}

/** The starter's codes and the project's. Where one means something else here, the starter's others are written out. */
function toCodes(found: DraftContract | null): object {
  const own = Object.entries(found?.codes ?? {});
  const known = (findPreset(starter) as { readonly codes: Readonly<Record<string, DraftCode>> }).codes;
  const isOther = ([name, { http }]: readonly [string, DraftCode]): boolean =>
    Object.hasOwn(known, name) && http !== undefined && http !== known[name]?.http;
  const isClash = own.some(isOther);
  const kept = own.filter((entry) => !Object.hasOwn(known, entry[0]) || isOther(entry));
  return {
    ...(!isClash && { extends: [starter] }),
    version: "1.0.0",
    ...(found?.codePattern !== undefined && { codePattern: `${usualCodePattern.source}|${found.codePattern}` }),
    codes: Object.fromEntries([...(isClash ? Object.entries(known) : []), ...kept]),
  };
}

function toNotifier({ name, file, argument }: NotifyHelper): object {
  return { name, module: `./${toStem(file.path)}`, argument };
}

function toBoundary({ path, covers }: MountedBoundary): object {
  return {
    name: "errorBoundary",
    module: `./${toStem(path)}`,
    notifies: true,
    skips: ["client", "expected"],
    ...(covers.length > 0 && { covers }),
  };
}

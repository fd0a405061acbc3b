import { dirname } from "node:path";
import { type CompilerOptions, findCompilerOptions } from "./compiler-options.ts";
import { createDisk, hasChanged } from "./disk.ts";
import { isTypescript } from "./glob.ts";

/** How long an answer of the disk is believed, in milliseconds. */
const beliefTime = 1000;

interface Answer {
  readonly has: boolean;
  /** What was read for it, and what that was then. */
  readonly stamps: ReadonlyMap<string, string>;
  seen: number;
}

const answers = new Map<string, Answer>();

/**
 * Whether `new Error(message, { cause })` is known where a file (absolute path) is compiled: by `lib`, else by `target`, of the nearest
 * `tsconfig.json` and those that it extends. Taken to be known in JavaScript, and where nothing says otherwise. Never throws.
 */
export function hasErrorCause(file: string): boolean {
  if (!isTypescript(file)) return true;
  const directory = dirname(file);
  const known = answers.get(directory);
  const now = performance.now();
  if (known && (now - known.seen < beliefTime || (known.stamps.size > 0 && !hasChanged(known.stamps)))) {
    known.seen = now;
    return known.has;
  }
  const disk = createDisk();
  const options = findCompilerOptions(file, disk);
  const has = options === null || isKnownBy(options);
  answers.set(directory, { has, stamps: disk.stamps, seen: now });
  return has;
}

/** The language has it since 2022. A library beside others may be that of errors alone. */
function isKnownBy({ lib, target }: CompilerOptions): boolean {
  if (lib) return lib.some((each) => typeof each === "string" && hasCause(each));
  return target === undefined || hasCause(target);
}

function hasCause(name: string): boolean {
  return /^es(?:next|20(?:2[2-9]|[3-9]\d))(?:$|\.(?:full|error)$)/i.test(name);
}

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { glob } from "tinyglobby";

const every = Number(process.env.MUTATE_EVERY ?? 1);
const draw = Number(process.env.MUTATE_DRAW ?? 0);

/** Where the drawn mutants of some files are, so that nothing else of these is made slow to watch: `src/a.ts:3:4-3:9`. */
export async function findRanges(patterns) {
  const names = await glob(patterns.split(" "), { absolute: true });
  const files = await Promise.all(
    names.map(async (name) => ({ name, content: await readFile(name, "utf8"), mutate: true })),
  );
  const { mutants } = await new Instrumenter(silence).instrument(files, { excludedMutations: [], ignorers: [] });
  return mutants.filter(isDrawn).map(toRange);
}

const silence = { info() {}, debug() {}, isDebugEnabled: () => false };

/** Ranges count lines from 1, and columns from 0. */
function toRange({ fileName, location: { start, end } }) {
  return `${toPath(fileName)}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}

/** Lets one mutant in so many through, the same ones in each draw: in the range of one there may be others. */
class Sample {
  async init() {}

  async check(mutants) {
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, isDrawn(mutant) ? passed : left]));
  }
}

const passed = { status: "passed" };
const left = { status: "compileError", reason: "not in the sample" };

function isDrawn({ fileName, location, mutatorName, replacement }) {
  const mutant = JSON.stringify([toPath(fileName), location, mutatorName, replacement]);
  return createHash("sha256").update(mutant).digest().readUInt32BE() % every === draw;
}

function toPath(fileName) {
  return relative(process.cwd(), fileName).replaceAll("\\", "/");
}

export const strykerPlugins = [{ kind: "Checker", name: "sample", injectableClass: Sample }];

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { toPolicy } from "../../src/contract/policy.ts";
import { parse } from "../../src/syntax/parse.ts";
import type { FileContribution } from "../../src/workspace/file-contribution.ts";
import { toContribution } from "../../src/workspace/to-contribution.ts";
import { contractOf } from "./workspace.ts";

const folder = join(import.meta.dirname, "fixtures", "facts");
const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1, options: 2, canonical: true }],
});

interface Topic {
  /** The facts that are told. */
  readonly of: readonly (keyof FileContribution)[];
  readonly path?: string;
  /** What stands around each line. */
  readonly around?: readonly [before: string, after: string];
}

const module = 'import { AppError } from "./errors"; ';
const topics: Readonly<Record<string, Topic>> = {
  asks: { of: ["listeners"], around: ["export function load(res) { try { run(); } catch (err) { ", " } }"] },
  classes: { of: ["classes"] },
  exports: { of: ["exports"] },
  filters: {
    of: ["listeners"],
    around: ['import * as Sentry from "@sentry/node"; import Bugsnag from "@bugsnag/js"; ', ""],
  },
  functions: { of: ["functions"], around: ['import express from "express"; const app = express(); ', ""] },
  listeners: { of: ["listeners"], around: ["export async function load(given, queue) { ", " }"] },
  loads: { of: ["imports", "effects"] },
  mounts: {
    of: ["apps", "mounts", "registrations"],
    around: ['import express from "express"; import { handle } from "./handle"; ', ""],
  },
  raises: { of: ["raises", "ownTexts"], around: [`${module}export function load(id) { `, " }"] },
  requests: { of: ["requests", "reads"] },
  sites: {
    of: ["sites"],
    around: ['import { read, save } from "./store"; export async function load(given, queue) { ', " }"],
  },
  tests: { of: ["texts", "answers", "listeners"], path: "/repo/src/orders.test.ts" },
};

/** What one file tells the index of a topic, but for lines, and what is nothing. */
function tell(code: string, { of, path = "/repo/src/orders.ts", around: [before, after] = ["", ""] }: Topic): string[] {
  const { source, problem } = parse(path, before + code + after);
  if (source === null) throw new SyntaxError(`${code}: ${problem.message}`);
  const contribution = toContribution(source, { contract, policy: toPolicy(contract, {}) }) as FileContribution;
  return of.flatMap((key) => {
    const facts = [contribution[key] ?? []].flat();
    return (key === "functions" ? facts.slice(1) : facts).map((fact) => `    ${key} ${toText(fact)}`);
  });
}

function toText(fact: unknown): string {
  return JSON.stringify(fact, (key, value: unknown) => {
    const isNothing = value === false || value === null || value === 0 || (Array.isArray(value) && value.length === 0);
    return key !== "" && (isNothing || key === "line") ? undefined : value;
  });
}

// a line of code, and below it what it tells; to add a case, write its code, and run vitest with --update
it.each(readdirSync(folder))("a file tells what is expected of it: %s", async (file) => {
  const topic = topics[basename(file, ".txt")];
  const lines = readFileSync(join(folder, file), "utf8").split("\n");
  const codes = lines.filter((line) => line !== "" && !line.startsWith(" "));
  const told = codes.map((code) => [code, ...tell(code, topic!)].join("\n"));
  await expect(`${told.join("\n")}\n`).toMatchFileSnapshot(join(folder, file));
});

import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import plugin from "../../rules/index.ts";
import { sweepFile, type Failure } from "./sweep-file.ts";

/** `npx jiti bench/sweep/main.ts node_modules --limit 5000`: all rules, with a contract and without, over whatever is in some folders. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: "string", default: "100000" },
    skip: { type: "string", default: "0" },
    seconds: { type: "string", default: "100000" },
  },
});

const contract = fileURLToPath(new URL("error-contract.json", import.meta.url));
const policy = plugin.configs.strict.settings["error-contract"]["policy"];
const governed = { "error-contract": { contract, policy } };
const plain = { "error-contract": { policy } };

const seen = new Set<string>();
const counts = { files: 0, unparsable: 0, reports: 0, edits: 0, failures: 0 };
const begun = performance.now();

for (const path of positionals.flatMap(findFiles).slice(Number(values.skip))) {
  if (counts.files >= Number(values.limit) || performance.now() - begun > Number(values.seconds) * 1000) break;
  const text = readFileSync(path, "utf8");
  const hash = createHash("sha1").update(text).digest("base64");
  if (!seen.has(hash)) sweep(path, text);
  seen.add(hash);
}
console.log(JSON.stringify({ ...counts, seconds: Math.round((performance.now() - begun) / 1000) }));
process.exitCode = counts.failures > 0 ? 1 : 0;

function findFiles(folder: string): string[] {
  const found = globSync("**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}", { cwd: folder, dot: true });
  return found
    .map((file) => resolve(folder, file))
    .filter((path) => statSync(path).size < 1_000_000)
    .sort();
}

function sweep(path: string, text: string): void {
  // under its own name, by which some frameworks know it, and under one by which no contract leaves it out
  const neutral = fileURLToPath(new URL(`src/file${extname(path)}`, import.meta.url));
  const swept = [sweepFile(path, text, plain), sweepFile(neutral, text, governed)];
  counts.files++;
  for (const file of swept) {
    counts.reports += file?.reports ?? 0;
    counts.edits += file?.edits ?? 0;
    for (const failure of file?.failures ?? []) tell(path, failure);
  }
  if (swept.includes(null)) counts.unparsable++;
}

function tell(path: string, { kind, rule, line, detail }: Failure): void {
  counts.failures++;
  console.log(`${path}:${line} ${kind} ${rule} ${detail.replaceAll("\n", "\n    ")}`);
}

import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import type { Code, Contract } from "../../src/contract/contract.ts";
import { findNearestAll } from "../../src/contract/suggest.ts";
import { toCodeTable } from "../../src/generate/code-table.ts";
import { readDrift } from "./check/drift.ts";
import { openContract } from "./check/open-contract.ts";
import { readSources, UseWatch, type PlacedUse } from "./check/read-sources.ts";
import { CommandError } from "./command-error.ts";
import type { Colors } from "./diff.ts";
import { toColors, toPrintable, type Io } from "./terminal.ts";

export interface ExplainCommandOptions {
  readonly cwd: string;
  readonly contract: string | null;
  readonly code: string;
  readonly json: boolean;
  readonly color: boolean;
}

/** Tells what a code means, whose fault it is, what to do, and where it is raised here. Throws `UNKNOWN_CODE`. */
export async function runExplain(options: ExplainCommandOptions, io: Io): Promise<number> {
  const opened = await openContract(options);
  const { contract, root } = opened;
  const code = findCode(options.code, contract);
  const codes = new UseWatch(contract);
  readSources(opened, [codes]);
  const uses = [...codes.uses, ...(await readDrift(opened)).uses];
  const own = uses.filter((use) => use.code === code.name);
  const text = options.json
    ? JSON.stringify({ ...code, uses: own }, null, 2)
    : toText(code, own, { root, colors: toColors(io, options.color), isFallback: isFallback(code, contract) });
  io.stdout.write(`${text}\n`);
  return 0;
}

function findCode(name: string, { codes }: Contract): Code {
  const code = codes.get(name) ?? codes.get(name.toUpperCase());
  if (code) return code;
  const near = findNearestAll(name.toUpperCase(), codes.keys()).join(" or ");
  const context = near === "" ? { code: name } : { code: name, "did you mean": near };
  throw new CommandError("INVALID_USAGE", "the contract has no such code", { context });
}

/** Whether it is the code of what has none. */
function isFallback({ name, fault }: Code, contract: Contract): boolean {
  return fault === "server" && toCodeTable(contract).fallback.name === name;
}

interface Page {
  readonly root: string;
  readonly isFallback: boolean;
  readonly colors: Colors;
}

function toText(code: Code, uses: readonly PlacedUse[], { root, colors, isFallback }: Page): string {
  const raised = uses.filter(({ where, isTest }) => where === "construction" && !isTest);
  const others = uses.filter((use) => !raised.includes(use));
  const paragraphs = [
    `${colors.bold(toPrintable(code.name))}\n${toPrintable(code.description)}`,
    toFacts(code).join("\n"),
    toPlaybook(code, root),
    isFallback ? "It is also the code of what is wrapped, or reaches a boundary, without one of its own." : "",
    toPlaces(colors.bold("Raised here:"), raised) || `Nothing here raises it${isFallback ? " by name" : ""}.`,
    toPlaces(colors.bold("Also named:"), others),
  ];
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}

function toFacts(code: Code): string[] {
  const who = code.fault === "client" ? "client: whoever sent the request has to act" : "server: we have to act";
  const again = code.retryable ? "worth trying again" : "trying again does not help";
  const facts: readonly (readonly [string, string | null])[] = [
    ["Fault", who],
    ["Severity", `${code.severity}${code.expected ? ", expected: nobody is notified" : ""}`],
    ["Retry", again],
    ["On the wire", `HTTP ${code.http}, gRPC ${code.grpc}, Twirp ${code.twirp}`],
    ["Message", JSON.stringify(code.message)],
    ["Context", code.context.map((key) => (code.public.includes(key) ? `${key} (public)` : key)).join(", ") || null],
    ["Since", code.since],
    ["Deprecated", toDeprecation(code)],
    ["Owner", code.owner],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [`${`${name}:`.padEnd(13)}${toPrintable(value)}`]));
}

function toDeprecation({ deprecated }: Code): string | null {
  if (!deprecated) return null;
  const use = deprecated.use === null ? "" : `, use ${deprecated.use}`;
  const end = deprecated.removeIn === null ? "" : `, gone in ${deprecated.removeIn}`;
  return `since ${deprecated.since}${use}${end}`;
}

/** What the playbook says, or where it is. */
function toPlaybook({ playbook }: Code, root: string): string {
  if (playbook === null) return "The contract names no playbook for it.";
  if (!isAbsolute(playbook)) return `Playbook: ${playbook}`;
  if (!existsSync(playbook)) return `Playbook: ${relative(root, playbook)}, which is not there yet.`;
  return `Playbook, ${relative(root, playbook)}:\n\n${readFileSync(playbook, "utf8").trim()}`;
}

function toPlaces(title: string, uses: readonly PlacedUse[]): string {
  if (uses.length === 0) return "";
  return [title, ...uses.map(({ file, line, column }) => `  ${file}:${line}:${column}`)].join("\n");
}

import { join } from "node:path";
import type { CodeUse } from "../../../src/analysis/code-use.ts";
import { findCodeUses } from "../../../src/analysis/find-code-uses.ts";
import type { Facts, Setting } from "../../../src/analysis/facts.ts";
import { toFacts } from "../../../src/analysis/program.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { isInScope, isTestPath } from "../../../src/contract/scope.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { parse, toPosition } from "../../../src/syntax/parse.ts";
import { findTextReason } from "../../../codemods/skip-reason.ts";
import { readFile } from "../read-file.ts";
import type { ToSetting } from "../settings.ts";
import type { BindingWatch } from "./dead-bindings.ts";
import type { Place } from "./problem.ts";

/** A place where a code of the contract, or what is meant as one, is written. */
export interface PlacedUse extends Place {
  readonly code: string;
  readonly where: CodeUse["where"];
  readonly isTest: boolean;
}

export interface ReadTask {
  readonly root: string;
  /** Relative to the root. */
  readonly files: readonly string[];
  readonly contract: Contract;
  readonly toSetting: ToSetting;
  readonly watch: BindingWatch | null;
}

/** What the sources say of a contract's codes. */
export interface SourceReport {
  readonly uses: readonly PlacedUse[];
  /** How many files the contract is in force for. */
  readonly files: number;
}

/** Reads every file for which the contract is in force. What cannot be parsed says nothing: linters speak of it. */
export function readSources({ root, files, contract, toSetting, watch }: ReadTask): SourceReport {
  const mayUse = toPattern(contract);
  const uses: PlacedUse[] = [];
  let count = 0;
  for (const file of files) {
    const setting = toSetting(join(root, file));
    if (setting?.contract?.path !== contract.path) continue;
    count++;
    const facts = readFacts(
      join(root, file),
      setting,
      (path, text) => mayUse(text) || watch?.isConcernedBy(path, text) === true,
    );
    if (!facts) continue;
    watch?.watch(facts);
    uses.push(...findUses(facts, file));
  }
  return { uses, files: count };
}

/** Whether a text has anything in it that could be one of the codes, or an error of the contract's. */
function toPattern({ errors }: Contract): (text: string) => boolean {
  const names = errors.map(({ name, member, type }) => name?.split(".")[0] ?? member ?? type ?? "");
  return (text) => text.includes("code") || /[Cc]ode/.test(text) || names.some((name) => text.includes(name));
}

function readFacts(path: string, setting: Setting, isWanted: (path: string, text: string) => boolean): Facts | null {
  const text = readFile(path)?.text;
  if (text === undefined || findTextReason(text) !== null || !isWanted(path, text)) return null;
  const { source } = parse(path, text);
  return source && toFacts(source, setting);
}

function findUses(facts: Facts, file: string): PlacedUse[] {
  const { path, text } = facts.source;
  const { contract } = facts.setting;
  if (isGenerated(path, text) || !isInScope(contract, path)) return [];
  const isTest = isTestPath(contract, path);
  return findCodeUses(facts).map(({ node, code, where }) => ({
    code,
    where,
    isTest,
    file,
    ...toPosition(text, node.range[0]),
  }));
}

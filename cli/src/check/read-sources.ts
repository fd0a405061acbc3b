import { join } from "node:path";
import type { CodeUse } from "../../../src/analysis/code-use.ts";
import type { Facts } from "../../../src/analysis/facts.ts";
import { findCodeUses } from "../../../src/analysis/find-code-uses.ts";
import { toFacts } from "../../../src/analysis/program.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { isInScope, isTestPath } from "../../../src/contract/scope.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { parse } from "../../../src/syntax/parse.ts";
import { toPosition } from "../../../src/syntax/position.ts";
import { findTextReason } from "../../../codemods/skip-reason.ts";
import { readFile } from "../read-file.ts";
import type { OpenContract } from "./open-contract.ts";
import type { Place } from "./problem.ts";

/** Sees a repository's files go by. */
export interface Watcher {
  /** Whether a file (absolute path) has to be parsed for it. */
  isConcernedBy(path: string, text: string): boolean;
  /** `file` is relative to the root. */
  watch(facts: Facts, file: string): void;
}

/**
 * Shows watchers every file for which the contract is in force, each parsed once at most; returns how many there are.
 * What cannot be parsed says nothing: compilers speak of it.
 */
export function readSources({ root, files, setting, isInForce }: OpenContract, watchers: readonly Watcher[]): number {
  let count = 0;
  for (const file of files) {
    const path = join(root, file);
    if (!isInForce(path)) continue;
    count++;
    const text = readFile(path)?.text;
    if (text === undefined || findTextReason(text) !== null) continue;
    const concerned = watchers.filter((watcher) => watcher.isConcernedBy(path, text));
    const source = concerned.length === 0 ? null : parse(path, text).source;
    if (source) for (const watcher of concerned) watcher.watch(toFacts(source, setting), file);
  }
  return count;
}

/** A place where a code of the contract, or what is meant as one, is written. */
export interface PlacedUse extends Place {
  readonly code: string;
  /** As it is written, where that is not the code itself: `errs.NotFound`. */
  readonly written?: string;
  readonly where: CodeUse["where"];
  readonly isTest: boolean;
}

/** Collects where codes are written, in what people wrote and the contract's scope has. */
export class UseWatch implements Watcher {
  readonly uses: PlacedUse[] = [];
  readonly #names: readonly string[];

  constructor({ errors }: Contract) {
    this.#names = errors.map(({ name, member, type }) => name?.split(".")[0] ?? member ?? type ?? "");
  }

  isConcernedBy(_: string, text: string): boolean {
    return /code|passOn/i.test(text) || this.#names.some((name) => text.includes(name));
  }

  watch(facts: Facts, file: string): void {
    const { path, text } = facts.source;
    const { contract } = facts.setting;
    if (isGenerated(path, text) || !isInScope(contract, path)) return;
    const isTest = isTestPath(contract, path);
    for (const { node, code, where } of findCodeUses(facts))
      this.uses.push({ code, where, isTest, file, ...toPosition(text, node.range[0]) });
  }
}

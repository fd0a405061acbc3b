import { join } from "node:path";
import type { Codemod } from "../../../codemods/codemod.ts";
import type { Setting } from "../../../src/analysis/facts.ts";
import { isInScope, isTestPath } from "../../../src/contract/scope.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import type { Source } from "../../../src/syntax/source.ts";
import type { Contribution } from "../../../src/workspace/workspace-index.ts";
import type { Engine } from "../engine.ts";
import type { Discovery, SkippedFile } from "../files.ts";
import { ImportEndings } from "./import-endings.ts";
import { parseFile, runCodemods } from "./migrate-file.ts";
import { toFailedFile, type FailedFile } from "./migration-report.ts";
import { createPause } from "../pause.ts";
import type { ReadFile } from "../read-file.ts";
import type { ToSetting } from "../settings.ts";
import { todoMark } from "../../../codemods/write-todos.ts";
import { findTextReason } from "../../../codemods/skip-reason.ts";

/** A file in which there is something to change or to tell; as it was when the index was made. */
export interface Candidate {
  /** Relative to the root. */
  readonly path: string;
  readonly hash: string;
  readonly setting: Setting;
}

/** What one pass over all files of a workspace brings to light. Trees are not kept: they would not fit for a large one. */
export interface Survey {
  /** By absolute path. */
  readonly contributions: ReadonlyMap<string, Contribution>;
  readonly candidates: readonly Candidate[];
  readonly seen: number;
  readonly skipped: readonly SkippedFile[];
  readonly failed: readonly FailedFile[];
  /** Files that were not asked for and that the index lacks, since they cannot be read. */
  readonly unreadable: readonly string[];
}

export interface SurveyTask {
  readonly root: string;
  readonly discovery: Discovery;
  readonly codemods: readonly Codemod[];
  readonly toSetting: ToSetting;
  readonly engine: Engine;
  readonly read: ReadFile;
  /** Whether comments about sites left are written, and so may have to go. */
  readonly todo: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Reads and parses every file once. What is wrong with one file does not keep it from the others. */
export async function survey(task: SurveyTask): Promise<Survey> {
  const { files, targets } = task.discovery;
  const endings = new ImportEndings();
  const lists = { candidates: [], skipped: [], failed: [], unreadable: [] };
  const finds: Finds = { contributions: new Map(), endings, seen: 0, ...lists };
  const pause = createPause();
  for (const [done, path] of files.entries()) {
    await pause();
    if (task.signal.aborted) break;
    task.onProgress(done, files.length);
    try {
      surveyFile({ path, isTarget: targets.has(path) }, task, finds);
    } catch (error) {
      if (targets.has(path)) finds.failed.push(toFailedFile(path, error));
      else finds.unreadable.push(path);
    }
  }
  const candidates = finds.candidates.map((each) => ({
    ...each,
    setting: endings.complete(each.setting, join(task.root, each.path)),
  }));
  return { ...finds, candidates };
}

/** A survey under way. */
interface Finds extends Survey {
  readonly contributions: Map<string, Contribution>;
  readonly endings: ImportEndings;
  readonly candidates: Candidate[];
  seen: number;
  readonly skipped: SkippedFile[];
  readonly failed: FailedFile[];
  readonly unreadable: string[];
}

interface SurveyedFile {
  readonly path: string;
  readonly isTarget: boolean;
}

function surveyFile({ path, isTarget }: SurveyedFile, task: SurveyTask, finds: Finds): void {
  const reading = readSource(join(task.root, path), task.read);
  if ("reason" in reading) {
    if (isTarget) finds.skipped.push({ path, reason: reading.reason });
    return;
  }
  const { source, hash } = reading;
  const setting = task.toSetting(source.path);
  finds.contributions.set(source.path, task.engine.toContribution(source, setting));
  if (setting !== null) finds.endings.count(setting, source.text);
  if (!isTarget) return;
  const reason = setting === null ? "no contract applies to it" : findEditReason(source, setting);
  if (reason !== null) finds.skipped.push({ path, reason });
  if (reason !== null || setting === null) return;
  finds.seen++;
  if (hasWork(source, setting, task)) finds.candidates.push({ path, hash, setting });
}

type Reading = { readonly source: Source; readonly hash: string } | { readonly reason: string };

function readSource(path: string, read: ReadFile): Reading {
  const file = read(path);
  if (file === null) return { reason: "not UTF-8 text" };
  const reason = findTextReason(file.text);
  return reason === null ? { source: parseFile(file.path, file.text), hash: file.hash } : { reason };
}

/** Why a file is only read for the index, or `null`: the error module, for one, is generated. */
function findEditReason({ path, text }: Source, { contract }: Setting): string | null {
  if (isGenerated(path, text)) return "generated";
  if (!isInScope(contract, path)) return "out of the contract's scope";
  return isTestPath(contract, path) ? "a test" : null;
}

/** Whether there is anything to change or to tell, as far as the file alone shows: the index only decides between the two. */
function hasWork(source: Source, setting: Setting, { engine, codemods, todo }: SurveyTask): boolean {
  if (todo && source.text.includes(todoMark)) return true;
  const { edits, left } = runCodemods(source, engine.migrateSource, { codemods, setting, index: null });
  return edits.length > 0 || left.length > 0;
}

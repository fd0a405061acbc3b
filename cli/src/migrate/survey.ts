import { join } from "node:path";
import type { Setting } from "../../../src/analysis/facts.ts";
import type { SkippedFile } from "../files.ts";
import type { FileRecord } from "./file-record.ts";
import { ImportEndings } from "./import-endings.ts";
import { hasWork } from "./has-work.ts";
import { toFailedFile, type FailedFile } from "./migration-report.ts";
import { createPause } from "../pause.ts";
import { readAhead, type Batch } from "./read-ahead.ts";
import { Reading } from "./reading.ts";
import type { SurveyTask } from "./survey-task.ts";

/** A file in which there is something to change or to tell; as it was when the index was made. */
export interface Candidate {
  /** Relative to the root. */
  readonly path: string;
  readonly hash: string;
  readonly setting: Setting;
  readonly record: FileRecord;
}

/** What one pass over the files of a workspace brings to light. Trees are not kept: they would not fit for a large one. */
export interface Survey {
  /** By path relative to the root; of the files asked for alone, where there is nothing to do in any of them. */
  readonly records: ReadonlyMap<string, FileRecord>;
  readonly candidates: readonly Candidate[];
  /** A file that was asked for, as a candidate for the sake of others; `null` where it is not for editing. */
  readonly findCandidate: (path: string) => Candidate | null;
  readonly seen: number;
  readonly skipped: readonly SkippedFile[];
  readonly failed: readonly FailedFile[];
  /** Files that were not asked for and that the index lacks, since they cannot be read. */
  readonly unreadable: readonly string[];
}

/**
 * Reads every file once: first those that were asked for, and the others where there is something to do. What is wrong with
 * one file does not keep it from the others.
 */
export async function survey(task: SurveyTask): Promise<Survey> {
  const { files, targets } = task.discovery;
  const finds: Finds = { records: new Map(), candidates: [], seen: 0, skipped: [], failed: [], unreadable: [] };
  await surveyFiles({ paths: files.filter((path) => targets.has(path)), isTarget: true }, task, finds);
  if (finds.candidates.length > 0)
    await surveyFiles({ paths: files.filter((path) => !targets.has(path)), isTarget: false }, task, finds);
  const records = new Map(files.flatMap((path) => toEntry(path, finds.records)));
  const complete = toCompletion(finds.candidates.length > 0 ? records : new Map(), task);
  const findCandidate = (path: string): Candidate | null => {
    const candidate = targets.has(path) ? toCandidate(path, records.get(path), task) : null;
    return candidate && complete(candidate);
  };
  return { ...finds, records, candidates: finds.candidates.map(complete), findCandidate };
}

/** A survey under way. */
interface Finds extends Omit<Survey, "findCandidate"> {
  readonly records: Map<string, FileRecord>;
  readonly candidates: Candidate[];
  seen: number;
  readonly skipped: SkippedFile[];
  readonly failed: FailedFile[];
  readonly unreadable: string[];
}

async function surveyFiles(batch: Batch, task: SurveyTask, finds: Finds): Promise<void> {
  const { files, targets } = task.discovery;
  const done = batch.isTarget ? 0 : targets.size;
  const crashed = await readAhead(batch, task);
  const pause = createPause();
  for (const [index, path] of batch.paths.entries()) {
    await pause();
    if (task.signal.aborted) break;
    if (crashed === null) task.onProgress(done + index, files.length);
    const crash = crashed?.get(path);
    try {
      if (crash) throw crash;
      surveyFile(path, task, finds);
    } catch (error) {
      if (batch.isTarget) finds.failed.push(toFailedFile(path, error));
      else finds.unreadable.push(path);
    }
  }
}

function surveyFile(path: string, task: SurveyTask, finds: Finds): void {
  const reading = new Reading(task.read(join(task.root, path)));
  const setting = task.toSetting(reading.file.path);
  const record = task.records.of(reading, setting);
  finds.records.set(path, record);
  if (!task.discovery.targets.has(path)) return;
  if (record.reason !== null) finds.skipped.push({ path, reason: record.reason });
  if (record.reason !== null || setting === null) return;
  finds.seen++;
  if (hasWork({ reading, setting, record }, task))
    finds.candidates.push({ path, hash: reading.file.hash, setting, record });
}

function toEntry(path: string, records: ReadonlyMap<string, FileRecord>): [string, FileRecord][] {
  const record = records.get(path);
  return record === undefined ? [] : [[path, record]];
}

/** Only a file that is still what the index knows. */
function toCandidate(path: string, record: FileRecord | undefined, task: SurveyTask): Candidate | null {
  const reading = new Reading(task.read(join(task.root, path)));
  const setting = task.toSetting(reading.file.path);
  if (setting === null || record === undefined || record.reason !== null) return null;
  return task.records.of(reading, setting) === record ? { path, hash: reading.file.hash, setting, record } : null;
}

/** Adds to candidates what only all files together tell of their settings. */
function toCompletion(
  records: Survey["records"],
  { root, toSetting }: SurveyTask,
): (candidate: Candidate) => Candidate {
  const endings = new ImportEndings();
  for (const [path, record] of records) {
    const setting = toSetting(join(root, path));
    if (setting !== null) endings.add(setting, record.endings);
  }
  return (each) => ({ ...each, setting: endings.complete(each.setting, join(root, each.path)) });
}

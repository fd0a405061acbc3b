import { join } from "node:path";
import type { Engine } from "../engine.ts";
import { readFileBytes } from "../read-file.ts";
import { toSettings, type SettingOptions } from "../settings.ts";
import { chooseCodemods } from "./choose-codemods.ts";
import { FileRecord } from "./file-record.ts";
import { toKey } from "./file-records.ts";
import { hasWork } from "./has-work.ts";
import { Reading } from "./reading.ts";

/** How to look into files: the first thing that a reader is told. Then it is given paths, some at a time. */
export interface ReaderTask {
  readonly root: string;
  /** Whether there may be work in them. */
  readonly isTarget: boolean;
  readonly asked: SettingOptions & { readonly only: readonly string[] };
  readonly work: string;
  readonly todo: boolean;
}

/** The record of each file, in their order; `null` for one with which something is wrong. */
export type ReaderAnswer = "ready" | { readonly key: string; readonly line: Uint8Array } | null;

/** Looks into files for the process that has started this one, and ends with it. */
export function runReader(engine: Engine): void {
  process.on("SIGINT", () => undefined); // whoever has started it hears of that as well, and decides
  process.once("disconnect", () => process.exit());
  process.once("message", (task: ReaderTask) => {
    const look = createLook(task, engine);
    let last = answer("ready");
    // one after the other is told of, so that it is known of which one the process has crashed
    process.on("message", (paths: readonly string[]) => {
      for (const path of paths) last = last.then(() => answer(look(path)));
    });
  });
}

function answer(message: ReaderAnswer): Promise<void> {
  return new Promise((resolve) => void process.send?.(message, () => resolve()));
}

function createLook(task: ReaderTask, engine: Engine): (path: string) => ReaderAnswer {
  const codemods = chooseCodemods(engine.codemods, task.asked.only);
  const toSetting = toSettings(task.asked);
  return (path) => {
    try {
      const reading = new Reading(readFileBytes(join(task.root, path)));
      const setting = toSetting(reading.file.path);
      const record = FileRecord.of(reading, setting, engine);
      if (task.isTarget && record.reason === null && setting !== null)
        hasWork({ reading, setting, record }, { ...task, engine, codemods });
      return { key: toKey(reading.file, setting), line: record.toLine() };
    } catch {
      return null; // the survey comes to it as well, and tells why
    }
  };
}

import { fork, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { CommandError } from "../command-error.ts";
import type { ReaderAnswer, ReaderTask } from "./reader-process.ts";
import type { SurveyTask } from "./survey-task.ts";

/** More would rather fill memory than save time: each has the engine, and a tree. */
const mostReaders = 8;
/** So many files take about as long as a reader takes to start and to get into its stride. */
const filesPerReader = 400;
/** So many are given at once, so that a reader need not wait for the next. */
const batchSize = 4;

/** Files to look into, relative to the root, and whether there may be work in them. */
export interface Batch {
  readonly paths: readonly string[];
  readonly isTarget: boolean;
}

/**
 * Looks into files in several processes, so that their records are there when the survey comes to them: it finds what it would
 * find without, and tells itself of what is wrong with a file. Resolves to the files of which a process crashed; `null` where
 * they are too few, or mostly remembered.
 */
export async function readAhead(batch: Batch, task: SurveyTask): Promise<ReadonlyMap<string, CommandError> | null> {
  const { engine, records, discovery } = task;
  const count = countReaders(batch.paths.length, engine.filesPerReader ?? filesPerReader);
  if (engine.reader === undefined || count < 2 || records.kept * 2 > discovery.files.length) return null;
  const readers = new Readers(engine.reader, batch, task);
  await Promise.all(Array.from({ length: count }, () => readers.run()));
  return readers.crashed;
}

function countReaders(files: number, each: number): number {
  return Math.min(availableParallelism(), mostReaders, Math.floor(files / each));
}

class Readers {
  readonly crashed = new Map<string, CommandError>();
  readonly #open: string[];
  readonly #total: number;
  #read = 0;

  constructor(
    readonly entry: URL,
    readonly batch: Batch,
    readonly task: SurveyTask,
  ) {
    this.#open = [...batch.paths].reverse();
    this.#total = task.discovery.files.length;
  }

  /** Resolves when there is nothing left to read, or nobody can be started who reads it. */
  async run(): Promise<void> {
    while (this.#open.length > 0 && !this.task.signal.aborted) if (!(await this.#runOnce())) return;
  }

  /** One process, as long as it lives; resolves to whether it came to read anything. */
  #runOnce(): Promise<boolean> {
    const { signal } = this.task;
    return new Promise((resolve) => {
      const child = fork(this.entry, { serialization: "advanced", stdio: ["ignore", "ignore", "ignore", "ipc"] });
      const stop = (): void => void child.kill();
      const given: string[] = [];
      let isStarted = false;
      const give = (): void => {
        const next = Array.from({ length: Math.min(batchSize, this.#open.length) }, () => this.#open.pop() ?? "");
        given.push(...next);
        if (given.length === 0) child.disconnect();
        else if (next.length > 0) child.send(next);
      };
      signal.addEventListener("abort", stop);
      child.on("spawn", () => child.send(this.#toTask()));
      child.on("message", (answer: ReaderAnswer) => {
        isStarted = true;
        if (answer !== "ready") this.#take(given.shift(), answer);
        if (given.length < batchSize) give();
      });
      child.on("error", () => {
        if (child.pid === undefined) resolve(false); // where none can be started, the survey does it all
      });
      const end = (): void => {
        const isOver = (child.exitCode !== null || child.signalCode !== null) && !child.connected;
        if (!isOver) return; // what it told last may still be on its way
        signal.removeEventListener("abort", stop);
        const [at, ...others] = given;
        if (at !== undefined && !signal.aborted) this.crashed.set(at, toCrash(child));
        this.#open.push(...others.reverse());
        resolve(isStarted);
      };
      child.on("exit", end);
      child.on("disconnect", end);
    });
  }

  #toTask(): ReaderTask {
    const { root, work, todo, asked } = this.task;
    const { cwd, contract, only } = asked;
    return { root, isTarget: this.batch.isTarget, asked: { cwd, contract, only }, work, todo };
  }

  #take(path: string | undefined, answer: Exclude<ReaderAnswer, "ready">): void {
    if (path !== undefined) this.task.onProgress(++this.#read, this.#total);
    if (answer !== null) this.task.records.learn(answer.key, Buffer.from(answer.line));
  }
}

function toCrash({ signalCode, exitCode }: ChildProcess): CommandError {
  const context = { end: signalCode ?? `exit code ${String(exitCode)}` };
  return new CommandError("READER_CRASHED", "the process that read it crashed", { context });
}

import { run } from "../../cli/src/run.ts";
import { codedThrows, createEngine } from "./coded-throws.ts";

// Run as a process of its own, to be killed: tells of every file that it has written, and takes its time over it.
const pause = new Int32Array(new SharedArrayBuffer(4));
const engine = createEngine(codedThrows);
const stdout = {
  write: (text: string) => {
    Atomics.wait(pause, 0, 0, 3);
    return process.stdout.write(text);
  },
};
const controller = new AbortController();
process.once("SIGTERM", () => controller.abort());
process.exitCode = await run(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    env: process.env,
    readInput: () => Promise.resolve(Buffer.alloc(0)),
    stdout,
    stderr: process.stderr,
    signal: controller.signal,
    confirm: null,
    choose: null,
  },
  () => Promise.resolve(engine),
);

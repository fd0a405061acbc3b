import { run } from "../../cli/src/run.ts";
import { codedThrows, createEngine } from "./coded-throws.ts";

// Run as a process of its own, to be killed: takes its time over every file and says when it is at work.
const pause = new Int32Array(new SharedArrayBuffer(4));
const engine = createEngine((source, options) => {
  if (options.index !== null) Atomics.wait(pause, 0, 0, 2);
  return codedThrows(source, options);
});
const controller = new AbortController();
process.once("SIGTERM", () => controller.abort());
process.exitCode = await run(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: controller.signal,
    confirm: null,
  },
  () => Promise.resolve(engine),
);

#!/usr/bin/env node
import { buffer } from "node:stream/consumers";
import { createPrompts } from "./prompts.ts";
import { run } from "./run.ts";

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => interruption.abort());
process.stdout.on("error", () => interruption.abort()); // whoever read has read enough

process.exitCode = await run(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    env: process.env,
    readInput: () => buffer(process.stdin),
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal,
    ...(process.stdin.isTTY && process.stdout.isTTY ? createPrompts() : { confirm: null, choose: null }),
  },
  async () => ({
    ...(await import("./own-engine.ts")).ownEngine,
    reader: new URL("reader.mjs", import.meta.url),
  }),
);

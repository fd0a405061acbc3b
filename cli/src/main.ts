#!/usr/bin/env node
import { buffer } from "node:stream/consumers";
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
    confirm: process.stdin.isTTY && process.stdout.isTTY ? confirm : null,
  },
  async () => (await import("./own-engine.ts")).ownEngine,
);

async function confirm(message: string): Promise<boolean> {
  const prompts = await import("@clack/prompts");
  return (await prompts.confirm({ message, initialValue: false })) === true;
}

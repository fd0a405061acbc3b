import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { DemoError } from "./claim.ts";

export interface Execution {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. Throws `COMMAND_FAILED` where it ends with a code that is not among `expected`. */
export async function execute(
  command: readonly [string, ...(readonly string[])],
  cwd: string,
  expected: readonly number[] = [0],
): Promise<Execution> {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", (cause) => {
      reject(new DemoError("COMMAND_FAILED", "a program cannot be started", { context: { program }, cause }));
    });
    child.once("close", (code) => {
      resolve(code ?? -1);
    });
  });
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (expected.includes(code)) return { code, out, err };
  throw new DemoError("COMMAND_FAILED", "a program failed", {
    context: { command: command.join(" "), code, output: `${out}\n${err}`.trim() },
  });
}

import picocolors from "picocolors";
import type { Colors } from "./diff.ts";

/** What a run of the command is given from outside. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readInput: () => Promise<Buffer>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by a signal. */
  readonly signal: AbortSignal;
  /** Asks the person at the terminal; `null` where there is none. */
  readonly confirm: ((question: string) => Promise<boolean>) | null;
  /** Lets that person choose some of a list; resolves to `null` where they would rather not. */
  readonly choose: ((question: string, choices: readonly Choice[]) => Promise<readonly string[] | null>) | null;
}

/** One of a list, all of which are chosen at first. */
export interface Choice {
  readonly name: string;
  readonly description: string;
}

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Names and texts of a contract as they are shown in one line: no control character reaches the terminal. */
export function toPrintable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}

/** Colours as the stream, the environment (`NO_COLOR`, `FORCE_COLOR`) and `--no-color` want them. */
export function toColors(io: Pick<Io, "env" | "stdout">, isWanted: boolean): Colors {
  const isForced = Boolean(io.env["FORCE_COLOR"]) && io.env["FORCE_COLOR"] !== "0";
  const isPossible = isForced || (io.stdout.isTTY === true && io.env["TERM"] !== "dumb");
  return picocolors.createColors(isWanted && !io.env["NO_COLOR"] && isPossible);
}

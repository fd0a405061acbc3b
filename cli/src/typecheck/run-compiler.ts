import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { CommandError } from "../command-error.ts";

/** What a compiler says of one place. */
export interface Diagnostic {
  /** Relative to the folder in which it ran, with forward slashes; `null` for what is wrong with the project itself. */
  readonly path: string | null;
  readonly line: number;
  readonly column: number;
  /** `TS2345: Argument of type …`, without the lines below it. */
  readonly message: string;
}

export interface Compilation {
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute. */
  readonly files: ReadonlySet<string>;
}

/** One project of a folder, and where its compiler remembers what it found out. */
export interface CompilerTask {
  /** The script of the project's own `tsc`. */
  readonly compiler: string;
  readonly folder: string;
  /** Relative to the folder. */
  readonly project: string;
  readonly memory: string;
  readonly signal: AbortSignal;
}

/** The script of the `tsc` that a folder has installed. Throws `INVALID_USAGE` where it has none. */
export function findCompiler(folder: string): string {
  try {
    const manifest = createRequire(join(folder, "index.js")).resolve("typescript/package.json");
    const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: Readonly<Record<string, string>> };
    return join(dirname(manifest), bin["tsc"] ?? bin["tsc6"] ?? "bin/tsc"); // `tsc6` is what 6 is called beside 7
  } catch (cause) {
    const advice = "install it, or leave --typecheck out";
    throw new CommandError("INVALID_USAGE", "no TypeScript is installed", { context: { folder, advice }, cause });
  }
}

/** Asks the compiler, be it TypeScript 5, 6 or 7, which are only alike on the command line. Throws `TYPECHECK_FAILED`. */
export async function runCompiler(task: CompilerTask): Promise<Compilation> {
  const { compiler, folder, project, memory, signal } = task;
  const args = ["-p", project, "--noEmit", "--pretty", "false", "--listFiles", "--incremental"];
  const child = spawn(process.execPath, [compiler, ...args, "--tsBuildInfoFile", memory], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once("error", () => resolve(null)).once("close", resolve),
  );
  const [code, output, complaint] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== null && code <= 2 && complaint === "") return parseOutput(output);
  if (signal.aborted) return { diagnostics: [], files: new Set() };
  const cause = new Error(complaint.slice(0, 500) || "it was killed");
  throw new CommandError("TYPECHECK_FAILED", "the compiler does not come to an end", { context: { project }, cause });
}

/** `src/a.ts(1,14): error TS2322: Type …`, `error TS5083: …`, and the names of files. */
function parseOutput(output: string): Compilation {
  const diagnostics: Diagnostic[] = [];
  const files = new Set<string>();
  for (const line of output.split(/\r?\n/)) {
    const found = /^(?:(.+)\((\d+),(\d+)\): )?error (TS\d+: .*)$/.exec(line);
    const [, path = null, at = "1", column = "1", message = ""] = found ?? [];
    if (found) diagnostics.push({ path, line: Number(at), column: Number(column), message });
    else if (/^(?:\/|[A-Za-z]:[\\/])/.test(line)) files.add(line);
  }
  return { diagnostics, files };
}

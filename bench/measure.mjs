import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const usage = fileURLToPath(new URL("usage.cjs", import.meta.url));

/**
 * Runs node with arguments in a process of its own. CPU time (ms) is summed over it and all that it starts; so is
 * memory (MB), since they are there at the same time.
 * @returns {{ cpu: number, rss: number, wall: number, output: string }}
 */
export function measure(args, { cwd, input, exitCodes = [0] }) {
  const directory = mkdtempSync(join(tmpdir(), "error-contract-usage-"));
  try {
    const env = { ...process.env, NODE_OPTIONS: `--require ${JSON.stringify(usage)}`, BENCH_USAGE: directory };
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd,
      env,
      input,
      encoding: "utf8",
      maxBuffer: Infinity,
    });
    const wall = performance.now() - start;
    if (!exitCodes.includes(status)) throw new Error(`${args.join(" ")} ended with ${status}:\n${stderr}`);
    const costs = readdirSync(directory).map((file) => JSON.parse(readFileSync(join(directory, file), "utf8")));
    return { cpu: sum(costs, "cpu"), rss: sum(costs, "rss"), wall, output: stdout };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function sum(costs, key) {
  return costs.reduce((total, cost) => total + cost[key], 0);
}

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

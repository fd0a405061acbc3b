import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { describe } from "vitest";

const arguments_ = { go: ["version"], gofmt: ["-h"], rustc: ["--version"], cargo: ["--version"] } as const;

export type Tool = keyof typeof arguments_ | "serde";

/** Where Debian's packages put the sources of crates, for Cargo to take instead of crates.io. */
export const crates = "/usr/share/cargo/registry";

/** Whether a tool can be run here, or serde can be compiled. Throws in CI, where its absence would hide what it proves. */
export function hasTool(tool: Tool): boolean {
  if (tool === "serde") return hasSerde();
  try {
    execFileSync(tool, [...arguments_[tool]], { stdio: "ignore" });
    return true;
  } catch (cause) {
    if ((cause as { status?: number }).status !== undefined && (cause as { code?: string }).code !== "ENOENT")
      return true;
    return skip(tool, cause);
  }
}

function hasSerde(): boolean {
  const isThere = existsSync(crates) && readdirSync(crates).some((name) => name.startsWith("serde_json-"));
  return isThere || skip("serde", null);
}

function skip(tool: Tool, cause: unknown): false {
  if (process.env["CI"] === "true") throw new Error(`${tool} is not installed`, { cause });
  console.warn(`SKIPPED: ${tool} is not installed, so what is generated for it is not tried`);
  return false;
}

/** Tests that need tools, skipped where one of them is missing. */
export function describeWith(tools: readonly Tool[], name: string, body: () => void): void {
  describe.skipIf(!tools.every(hasTool))(name, body);
}

/** What a program printed; its own complaint is the test's. */
export function runTool(folder: string, tool: string, args: readonly string[], input = ""): string {
  try {
    const env = { ...process.env, GOPROXY: "off", GOFLAGS: "-mod=mod", CARGO_NET_OFFLINE: "true" };
    return execFileSync(tool, [...args], { cwd: folder, input, encoding: "utf8", env, maxBuffer: 1 << 26 });
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    throw new Error(`${tool} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause });
  }
}

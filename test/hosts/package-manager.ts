import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject, onTestFinished } from "vitest";

/** How a package manager installs, and runs what a package brings. None runs a script of a package. */
export interface PackageManager {
  readonly name: string;
  /** Configuration files, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** What it wants in `package.json`. */
  readonly manifest: object;
  readonly install: readonly string[];
  readonly exec: readonly string[];
}

function toScript(path: string): string {
  return fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));
}

const pnpm = [process.execPath, toScript("pnpm/bin/pnpm.cjs")];
const yarn = [process.execPath, toScript("@yarnpkg/cli-dist/bin/yarn.js")];

/** Yarn resolves what is for other platforms, too, which not every mirror of the registry has. */
const modules = new URL("../../cli/node_modules/", import.meta.url);
const parser = JSON.parse(readFileSync(new URL("oxc-parser/package.json", modules), "utf8")) as {
  readonly optionalDependencies: Readonly<Record<string, string>>;
};
const foreign = Object.keys(parser.optionalDependencies).filter((name) => !existsSync(new URL(name, modules)));

function toYarn(name: string, linker: string): PackageManager {
  const settings = { nodeLinker: linker, enableScripts: false, enableTelemetry: false, enableImmutableInstalls: false };
  const lines = Object.entries({ ...settings, compressionLevel: 0 }).map(([key, value]) => `${key}: ${value}\n`);
  return {
    name,
    files: { ".yarnrc.yml": lines.join(""), "yarn.lock": "" },
    manifest: { resolutions: Object.fromEntries(foreign.map((each) => [each, "link:./none"])) },
    install: [...yarn, "install"],
    exec: [...yarn, "exec"],
  };
}

export const packageManagers = {
  npm: {
    name: "npm",
    files: {},
    manifest: {},
    install: ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
    exec: ["npm", "exec", "--no", "--"],
  },
  pnpm: {
    name: "pnpm",
    files: {},
    manifest: {},
    install: [...pnpm, "install", "--ignore-scripts", "--prefer-offline"],
    exec: [...pnpm, "exec"],
  },
  yarn: toYarn("Yarn with node_modules", "node-modules"),
  plugAndPlay: toYarn("Yarn with Plug'n'Play", "pnp"),
} satisfies Record<string, PackageManager>;

export interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project under git with a fixture's files, in which packages were installed. */
export interface Installation {
  readonly folder: string;
  /** Runs what a package brings. */
  exec(...command: readonly string[]): Output;
}

/** Installs both packed packages, and others from the registry, in a folder outside of this repository. */
export function installIn(
  fixture: string,
  manager: PackageManager,
  others: Readonly<Record<string, string>>,
): Installation {
  const folder = mkdtempSync(join(tmpdir(), "error-contract-installed-"));
  onTestFinished(() => void spawnSync("rm", ["-rf", folder]));
  cpSync(fileURLToPath(new URL(`fixtures/${fixture}`, import.meta.url)), folder, { recursive: true });
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  const { plugin, command } = inject("tarballs");
  const packed = { "eslint-plugin-error-contract": `file:${plugin}`, "error-contract": `file:${command}` };
  const manifest = { name: "shop", private: true, type: "module", devDependencies: { ...packed, ...others } };
  const files = {
    ...manager.files,
    "package.json": JSON.stringify({ ...manifest, ...manager.manifest }),
    ".gitignore": "node_modules/\n.pnp.*\n.yarn/\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { status, stdout, stderr } = run(folder, manager.install);
  if (status !== 0) throw new Error(`${manager.name} could not install: ${stdout}${stderr}`);
  return { folder, exec: (...command) => run(folder, [...manager.exec, ...command]) };
}

function run(cwd: string, [command = "", ...args]: readonly string[]): Output {
  return spawnSync(command, args, { cwd, encoding: "utf8" });
}

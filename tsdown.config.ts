import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig, type UserConfig } from "tsdown";

const shared = {
  platform: "node",
  fixedExtension: true,
  dts: false,
  clean: true,
  sourcemap: false,
  logLevel: "warn",
  // the UMD builds that `main` names in some packages cannot be bundled
  inputOptions: { resolve: { mainFields: ["module", "main"] } },
} satisfies UserConfig;

/** One instance for everybody: what `import` gets is a wrapper around this bundle. */
const plugin: UserConfig = {
  ...shared,
  entry: { index: "rules/index.ts" },
  format: "cjs",
  target: "node18.18",
  dts: true,
  deps: { alwaysBundle: [/./] },
};

const command: UserConfig = {
  ...shared,
  entry: { main: "cli/src/main.ts" },
  outDir: "cli/dist",
  format: "esm",
  target: "node20.19",
};

/** jscodeshift compiles what a transform imports: each one is a single file, but for the native parser. */
const transforms: UserConfig = {
  ...shared,
  entry: toTransformEntries("codemods/transforms"),
  outDir: "cli/transforms",
  format: "cjs",
  target: "node20.19",
  deps: { alwaysBundle: [/^(?!oxc-parser)/] },
};

export default defineConfig([plugin, command, transforms].filter(hasEntry));

function toTransformEntries(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  return Object.fromEntries(files.map((file) => [basename(file, ".ts"), `${folder}/${file}`]));
}

function hasEntry({ entry }: UserConfig): boolean {
  const files = Object.values(entry as Record<string, string>);
  return files.length > 0 && files.every((file) => existsSync(file));
}

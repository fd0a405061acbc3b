import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { defineConfig, type Rolldown, type UserConfig } from "tsdown";
import manifest from "./cli/package.json" with { type: "json" };
import { grammarOrigins } from "./cli/src/check/grammars.ts";
import { codemods } from "./codemods/index.ts";
import { rules } from "./rules/rules.ts";

const shared = {
  platform: "node",
  fixedExtension: true,
  dts: false,
  clean: true,
  sourcemap: false,
  logLevel: "warn",
  checks: { legacyCjs: false, pluginTimings: false },
  plugins: [{ name: "licenses", generateBundle: emitLicenses }],
  // the UMD builds that `main` names in some packages cannot be bundled
  inputOptions: { resolve: { mainFields: ["module", "main"] } },
} satisfies UserConfig;

/**
 * One instance for everybody: what `import` gets is a wrapper around this bundle. A host that starts compiles the index, what
 * reads contracts with the first preset that it reads, and the rules with the first file that it lints.
 */
const plugin: UserConfig = {
  ...shared,
  entry: { index: "rules/published.ts", presets: "rules/presets.ts", rules: "rules/rules.ts" },
  format: "cjs",
  target: "node18.18",
  dts: { entry: "rules/published.ts" },
  minify: true,
  define: {
    described: JSON.stringify(Object.fromEntries(Object.entries(rules).map(([name, { meta }]) => [name, meta]))),
  },
  outputOptions: { chunkFileNames: "[name].cjs" },
  deps: { alwaysBundle: [/./] },
};

/** Only what is native, or a compiler that few need, is installed beside the command. */
const command: UserConfig = {
  ...shared,
  entry: { main: "cli/src/main.ts", reader: "cli/src/reader.ts" },
  outDir: "cli/dist",
  format: "esm",
  target: "node20.19",
  deps: { alwaysBundle: [/./], neverBundle: Object.keys(manifest.dependencies) },
  checks: { ...shared.checks, eval: false }, // the loader of grammars has one, which it never comes to
  plugins: [...shared.plugins, { name: "grammars", generateBundle: emitGrammars }],
};

/** The hook by which jscodeshift compiles scripts knows them by their extension: with this one they are let be. */
const bundle = {
  ...shared,
  outDir: "cli/transforms",
  format: "cjs",
  target: "node20.19",
  outExtensions: () => ({ js: ".bundle" }),
  deps: { alwaysBundle: [/./] },
} satisfies UserConfig;

const transforms: UserConfig = {
  ...bundle,
  entry: { engine: "codemods/transforms/engine.ts" },
  plugins: [...shared.plugins, { name: "transforms", generateBundle: emitTransforms }],
};

/** The package is a module of its own, which the hook would spoil; its native part is found from where it is installed. */
const parser: UserConfig = {
  ...bundle,
  entry: { "oxc-parser": createRequire(new URL("cli/package.json", import.meta.url)).resolve("oxc-parser") },
  define: { "import.meta.url": "home" },
  banner: `const home = require.resolve("oxc-parser");`,
  clean: false,
};

export default defineConfig([plugin, command, transforms, parser]);

/** The grammars of other languages, beside the command that reads them. */
function emitGrammars(this: Rolldown.PluginContext): void {
  const { resolve } = createRequire(new URL("cli/package.json", import.meta.url));
  for (const [name, origin] of Object.entries(grammarOrigins)) {
    const source = readFileSync(resolve(origin));
    this.emitFile({ type: "asset", fileName: `grammars/${name}.wasm`, source });
  }
  const license = toLicense(dirname(resolve("@vscode/tree-sitter-wasm/package.json")));
  this.emitFile({ type: "asset", fileName: "grammars/licenses.txt", source: license });
}

/** Who wrote what is bundled, and on what terms it may be. */
function emitLicenses(this: Rolldown.PluginContext, _: unknown, outputs: Rolldown.OutputBundle): void {
  const chunks = Object.values(outputs).filter((output) => output.type === "chunk");
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  const homes = modules.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? []);
  const source = [...new Set(homes)].sort().map(toLicense).join("\n");
  const entry = chunks.find(({ isEntry }) => isEntry);
  if (entry && source !== "") this.emitFile({ type: "asset", fileName: `${entry.name}.licenses.txt`, source });
}

function toLicense(home: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as typeof manifest;
  const file = readdirSync(home).find((each) => /^licen[cs]e/i.test(each));
  return `${name} ${version}, ${license}\n\n${file === undefined ? "" : readFileSync(join(home, file), "utf8")}`;
}

/** A stock transform for every codemod. */
function emitTransforms(this: Rolldown.PluginContext): void {
  for (const { name } of codemods) {
    const source = `module.exports = require("./engine.bundle").transforms["${name}"];\n`;
    this.emitFile({ type: "asset", fileName: `${name}.cjs`, source });
  }
}

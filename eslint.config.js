import { existsSync } from "node:fs";
import js from "@eslint/js";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import regexp from "eslint-plugin-regexp";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const above = {
  "src/syntax": ["\\.\\./"],
  "src/knowledge": ["/(?:analysis|rewrite|findings|workspace|generate)/"],
  "src/contract": ["/(?:analysis|rewrite|findings|workspace|generate)/"],
  "src/analysis": ["/(?:rewrite|findings|workspace|generate)/"],
  "src/rewrite": ["/(?:findings|workspace|generate)/"],
  "src/findings": ["/(?:workspace|generate)/"],
  "src/workspace": ["/generate/"],
  "src/generate": ["/(?:analysis|rewrite|findings|workspace|drift)/"],
  "src/drift": ["/(?:syntax|analysis|rewrite|findings|workspace)/"],
  rules: ["/(?:codemods|cli)/"],
  codemods: ["/(?:rules|cli)/"],
  "cli/src": ["^eslint"],
};
const readsDisk = new Set(["src/contract", "src/workspace", "cli/src"]);

/** A folder imports what stands below it, never what stands above; the core knows no host. */
function toLayer([folder, patterns]) {
  const core = folder.startsWith("src/");
  const forbidden = [...patterns, ...(core ? ["^(?:\\.\\./)+(?:rules|codemods|cli)/", "^eslint"] : [])];
  const disk = readsDisk.has(folder) ? [] : ["node:fs", "node:fs/promises", "node:child_process"];
  const options = {
    paths: disk.map((name) => ({ name, message: "The disk is read in src/contract, src/workspace and cli only." })),
    patterns: forbidden.map((regex) => ({ regex, message: `${folder} stands below or beside this.` })),
  };
  return { files: [`${folder}/**/*.ts`], rules: { "@typescript-eslint/no-restricted-imports": ["error", options] } };
}

/** The plugin holds its own sources to its rules as soon as it is built. */
async function loadOwnPreset() {
  if (!existsSync(new URL("dist/index.cjs", import.meta.url))) return [];
  const { default: plugin } = await import("./index.mjs");
  return [plugin.configs["flat/recommended"]];
}

export default defineConfig(
  {
    ignores: [
      "**/dist/",
      "cli/transforms/",
      "coverage/",
      ".demo/",
      "examples/orders/",
      "examples/fleet/*/src/errors/",
      "bench/corpus/",
      "**/fixtures/",
      "test/codemods/*/*/",
    ],
  },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-depth": ["error", 4],
      "max-params": ["error", 4],
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["**/*.{js,cjs,mjs}"],
    languageOptions: {
      globals: { URL: "readonly", console: "readonly", performance: "readonly", process: "readonly" },
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { sourceType: "commonjs" },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  Object.entries(above).map(toLayer),
  {
    files: ["{src,rules,codemods}/**/*.ts", "cli/src/**/*.ts"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": "error",
    },
  },
  { ...eslintPlugin.configs.recommended, files: ["rules/**/*.ts", "test/rules/**/*.ts"] },
  await loadOwnPreset(),
  { files: ["test/**"], rules: { "max-params": "off", "@typescript-eslint/no-non-null-assertion": "off" } },
);

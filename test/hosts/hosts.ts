import type { Host } from "./project.ts";

const parser = "@typescript-eslint/parser";
const typescriptFiles = `{ files: ["**/*.ts"], languageOptions: { parser } }`;

const eslintrc = JSON.stringify({
  root: true,
  parserOptions: { ecmaVersion: 2022, sourceType: "module" },
  env: { node: true, es2022: true },
  plugins: ["error-contract"],
  extends: ["eslint:recommended", "plugin:error-contract/recommended"],
  overrides: [
    { files: ["*.ts"], parser },
    { files: ["*.cjs"], parserOptions: { sourceType: "script" } },
  ],
  ignorePatterns: ["eslint.config.*"],
});

const entries = `[
  { ignores: ["eslint.config.*"] },
  js.configs.recommended,
  plugin.configs["flat/recommended"],
  ${typescriptFiles},
]`;

const esm = `import js from "@eslint/js";
import plugin from "eslint-plugin-error-contract";
import parser from "${parser}";
export default ${entries};
`;

const cjs = `const js = require("@eslint/js");
const plugin = require("eslint-plugin-error-contract");
const parser = require("${parser}");
module.exports = ${entries};
`;

const typescript = `import js from "@eslint/js";
import plugin from "eslint-plugin-error-contract";
import * as parser from "${parser}";
import { defineConfig } from "eslint/config";
export default defineConfig([
  { ignores: ["eslint.config.*"] },
  js.configs.recommended,
  { plugins: { "error-contract": plugin }, extends: ["error-contract/recommended"] },
  ${typescriptFiles},
]);
`;

/** One configuration imports the plugin, another one that it shares requires it. */
const mixed = `import { createRequire } from "node:module";
${esm.replace(
  "export default [",
  `const shared = createRequire(import.meta.url)("eslint-plugin-error-contract").configs["flat/recommended"];
export default [
  shared,`,
)}`;

const oxlintrc = (rules: readonly string[]): string =>
  JSON.stringify({
    jsPlugins: ["eslint-plugin-error-contract"],
    categories: { correctness: "off" },
    rules: Object.fromEntries(rules.map((rule) => [`error-contract/${rule}`, "error"])),
    ignorePatterns: ["eslint.config.*"],
  });

/** Every host, configured as its users would. `rules` are those of the preset: oxlint reads none. */
export function toHosts(rules: readonly string[]): Host[] {
  const flat = { ESLINT_USE_FLAT_CONFIG: "true" };
  const newest = (["eslint-v9", "eslint"] as const).flatMap((eslint): Host[] => [
    { name: `${eslint}, eslint.config.mjs`, config: ["eslint.config.mjs", esm], eslint },
    { name: `${eslint}, eslint.config.cjs`, config: ["eslint.config.cjs", cjs], eslint },
    { name: `${eslint}, eslint.config.ts`, config: ["eslint.config.ts", typescript], eslint },
    { name: `${eslint}, imported and required`, config: ["eslint.config.mjs", mixed], eslint },
  ]);
  return [
    {
      name: "eslint-v8, .eslintrc.json",
      config: [".eslintrc.json", eslintrc],
      eslint: "eslint-v8",
      env: { ESLINT_USE_FLAT_CONFIG: "false" },
    },
    { name: "eslint-v8, eslint.config.js", config: ["eslint.config.js", esm], eslint: "eslint-v8", env: flat },
    ...newest,
    { name: "oxlint, jsPlugins", config: [".oxlintrc.json", oxlintrc(rules)], eslint: null },
  ];
}

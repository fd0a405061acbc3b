import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFolder, get, git, listNames, put, runIn } from "./workbench.ts";

const installed = { "node_modules/eslint-plugin-error-contract/package.json": "{}" };

async function setUp(files: Readonly<Record<string, string>>): Promise<{ folder: string; out: string }> {
  const folder = createFolder({ ...installed, "package.json": "{}", "src/a.js": "export const a = 1;\n", ...files });
  const { out } = await runIn(folder, ["init", "--yes"]);
  const again = await runIn(folder, ["init", "--yes"]);
  expect(again.out).toMatch(/(?:Everything is set up already\.|There is nothing to write\.)\n$/);
  return { folder, out };
}

const app = 'import express from "express";\nexport const app = express();\n';
const imported = 'import errorContract from "eslint-plugin-error-contract";\n';
const entry = 'errorContract.configs["flat/adopt"]';

describe("init switches the rules on in a configuration of the form", () => {
  it.each([
    [
      "list",
      "eslint.config.js",
      'import js from "@eslint/js";\n\nexport default [\n  js.configs.recommended,\n  { rules: {} }, // ours\n];\n',
      `import js from "@eslint/js";\n${imported}\nexport default [\n  js.configs.recommended,\n  { rules: {} }, // ours\n  ${entry},\n];\n`,
    ],
    [
      "list without a last comma",
      "eslint.config.mjs",
      "export default [\n  { rules: {} } // ours\n]\n",
      `${imported}\nexport default [\n  { rules: {} }, // ours\n  ${entry}\n]\n`,
    ],
    [
      "list in one line",
      "eslint.config.cjs",
      "'use strict'\nconst js = require('@eslint/js')\nmodule.exports = [js.configs.recommended]\n",
      `'use strict'\nconst js = require('@eslint/js')\nconst errorContract = require('eslint-plugin-error-contract')\nmodule.exports = [js.configs.recommended, ${entry.replaceAll('"', "'")}]\n`,
    ],
    [
      "constant",
      "eslint.config.ts",
      'import type { Linter } from "eslint";\r\n\r\nconst config = [] satisfies Linter.Config[];\r\nexport default config;\r\n',
      `import type { Linter } from "eslint";\r\n${imported.trim()}\r\n\r\nconst config = [${entry}] satisfies Linter.Config[];\r\nexport default config;\r\n`,
    ],
    [
      "defineConfig",
      "eslint.config.js",
      'import { defineConfig } from "eslint/config";\nexport default defineConfig([\n\t{ rules: {} },\n]);\n',
      `import { defineConfig } from "eslint/config";\n${imported}export default defineConfig([\n\t{ rules: {} },\n\t${entry},\n]);\n`,
    ],
    [
      "tseslint.config",
      "eslint.config.js",
      'import tseslint from "typescript-eslint";\nexport default tseslint.config(\n  tseslint.configs.base,\n  ...more,\n);\n',
      `import tseslint from "typescript-eslint";\n${imported}export default tseslint.config(\n  tseslint.configs.base,\n  ...more,\n  ${entry},\n);\n`,
    ],
    [
      "object",
      "eslint.config.js",
      "module.exports = { rules: {} };\n",
      `const errorContract = require("eslint-plugin-error-contract");\n\nmodule.exports = [{ rules: {} }, ${entry}];\n`,
    ],
    [
      "legacy list",
      ".eslintrc.json",
      '{\n  // ours\n  "extends": ["eslint:recommended"],\n  "rules": {}\n}\n',
      '{\n  // ours\n  "extends": ["eslint:recommended", "plugin:error-contract/adopt"],\n  "rules": {}\n}\n',
    ],
    [
      "legacy word",
      ".eslintrc",
      '{ "extends": "standard" }\n',
      '{ "extends": ["standard", "plugin:error-contract/adopt"] }\n',
    ],
    [
      "legacy script",
      ".eslintrc.cjs",
      "module.exports = {\n  root: true,\n  extends: ['standard'],\n}\n",
      "module.exports = {\n  root: true,\n  extends: ['standard', 'plugin:error-contract/adopt'],\n}\n",
    ],
    [
      "legacy script that extends nothing",
      ".eslintrc.js",
      "module.exports = {\n  root: true,\n};\n",
      'module.exports = {\n  extends: ["plugin:error-contract/adopt"],\n  root: true,\n};\n',
    ],
    [
      "YAML list",
      ".eslintrc.yml",
      "root: true\nextends:\n  # ours\n  - standard\nrules: {}\n",
      "root: true\nextends:\n  # ours\n  - standard\n  - plugin:error-contract/adopt\nrules: {}\n",
    ],
    [
      "YAML word",
      ".eslintrc.yaml",
      "extends: 'eslint:recommended' # ours\nroot: true",
      "extends: # ours\n  - 'eslint:recommended'\n  - plugin:error-contract/adopt\nroot: true",
    ],
    [
      "YAML line",
      ".eslintrc.yml",
      "extends: [standard, prettier]\n",
      'extends: [standard, prettier, "plugin:error-contract/adopt"]\n',
    ],
    ["YAML that extends nothing", ".eslintrc", "root: true", "root: true\nextends:\n  - plugin:error-contract/adopt\n"],
    [
      "manifest",
      "package.json",
      '{\n    "eslintConfig": {\n        "root": true\n    }\n}\n',
      '{\n    "eslintConfig": {\n        "root": true,\n        "extends": [\n            "plugin:error-contract/adopt"\n        ]\n    }\n}\n',
    ],
  ])("%s", async (_, name, before, after) => {
    const { folder } = await setUp({ [name]: before });
    expect(get(folder, name)).toBe(after);
  });

  it("of oxlint", async () => {
    const { folder } = await setUp({ ".oxlintrc.json": '{\n  "rules": { "eqeqeq": "error" }\n}\n' });
    const config = JSON.parse(get(folder, ".oxlintrc.json"));
    expect(config).toMatchObject({
      jsPlugins: ["eslint-plugin-error-contract"],
      rules: { eqeqeq: "error", "error-contract/no-bare-rethrow": "warn", "error-contract/valid-contract": "warn" },
    });
  });
});

describe("init writes a configuration where there is none", () => {
  it.each([
    ["without a linter", {}, "eslint.config.mjs"],
    ["for ESLint 9", { eslint: "^9.1.0" }, "eslint.config.mjs"],
    ["for ESLint 8", { eslint: "~8.57.1" }, ".eslintrc.json"],
    ["for oxlint", { oxlint: "1.94.0" }, ".oxlintrc.json"],
  ])("%s", async (_, devDependencies, name) => {
    const { folder, out } = await setUp({ "package.json": JSON.stringify({ devDependencies }) });
    expect(out).toContain(`+++ b/${name}`);
    expect(listNames(folder).filter((path) => /eslint(?:rc|\.config)|oxlintrc/.test(path))).toEqual([name]);
  });

  it.each(["xo", "standard"])("but not beside %s, which would lint it by its own", async (name) => {
    const folder = createFolder({
      ...installed,
      "package.json": JSON.stringify({ devDependencies: { [name]: "1.0.0" } }),
      "src/a.js": "export const a = 1;\n",
    });
    const { out } = await runIn(folder, ["init", "--yes"]);
    expect(listNames(folder).filter((path) => path.includes("eslint.config"))).toEqual([]);
    const [, pasted = ""] = out.split("and write there:\n");
    expect(pasted).toContain(`  ${imported}`);
    expect(pasted).toContain(`  ${entry},`);
    expect(out).toContain(`${name} looks at what is written as well: format it, or leave out src/errors/.\n`);
  });

  it("but not above a package's own of the old form, which would not be read any more", async () => {
    const own = { "client/package.json": "{}", "client/.eslintrc.json": '{ "root": true }' };
    const { folder, out } = await setUp({ "src/app.js": app, ...own });
    expect(listNames(folder)).not.toContain("eslint.config.mjs");
    expect(out).toContain("client/.eslintrc.json would not be read any more");
    expect(out).toContain('  errorContract.configs["flat/adopt"],');
    const flat = { "client/package.json": "{}", "client/eslint.config.mjs": "export default [];\n" };
    expect(listNames((await setUp({ "src/app.js": app, ...flat })).folder)).toContain("eslint.config.mjs");
  });

  it("but not above packages whose own are all that there is, in manifests too, and says what to add to these", async () => {
    const own = {
      "client/package.json": '{ "eslintConfig": { "extends": ["react-app"] } }',
      "server/package.json": "{}",
      "server/.eslintrc.json": '{ "extends": ["airbnb-base"] }',
      "server/api/list.js": "module.exports = () => [];\n",
      "tools/package.json": '{ "eslintConfig": { "extends": ["plugin:error-contract/adopt"] } }',
      "docs/package.json": '{ "eslintConfig": {} }',
    };
    const folder = createFolder({ ...installed, "package.json": "{}", ...own });
    const { out } = await runIn(folder, ["init", "--yes"]);
    expect(listNames(folder)).not.toContain("eslint.config.mjs");
    expect(out).toContain(
      'client/package.json, server/.eslintrc.json: the rules are not switched on there. Add 1 line:\n  extends: ["plugin:error-contract/adopt"]  // last in the list\n',
    );
    const bare = { "client/package.json": '{ "name": "eslintConfig" }', "server/package.json": "{}" };
    const other = createFolder({ ...installed, "package.json": "{}", ...bare });
    await runIn(other, ["init", "--yes"]);
    expect(listNames(other)).toContain("eslint.config.mjs");
  });

  it.each(["@biomejs/biome", "prettier", "tslint"])("and says that %s looks at it", async (name) => {
    const manifest = JSON.stringify({ devDependencies: { [name]: "1.0.0" } });
    const { out } = await setUp({ "package.json": manifest });
    expect(out).toContain(
      `${name} looks at what is written as well: format it, or leave out eslint.config.mjs, src/errors/.\n`,
    );
  });

  it("with errors where there is no code yet, and says what has to be installed", async () => {
    const folder = createFolder({ "package.json": "{}", "yarn.lock": "" });
    const { out } = await runIn(folder, ["init", "--yes"]);
    expect(get(folder, "eslint.config.mjs")).toContain('configs["flat/recommended"]');
    expect(out).toContain("yarn add --dev eslint-plugin-error-contract eslint\n");
  });
});

describe("init switches no rules on before the plugin is there", () => {
  it.each([
    ["eslint.config.js", "export default [];\n"],
    [".eslintrc.json", '{ "extends": ["standard"] }\n'],
    ["package.json", '{ "eslintConfig": { "extends": ["standard"] } }\n'],
    [".oxlintrc.json", "{}\n"],
  ])("as every run would stop at a name in %s that nobody can load", async (name, text) => {
    const folder = createFolder({ "package.json": "{}", "src/a.js": "export const a = 1;\n", [name]: text });
    const { out } = await runIn(folder, ["init", "--yes"]);
    expect(get(folder, name)).toBe(text);
    expect(out).toContain(`${name}: the rules are not switched on yet, since a configuration that names what is not`);
    expect(out).toContain("Run this again after: npm install --save-dev eslint-plugin-error-contract ");
    put(folder, "node_modules/eslint-plugin-error-contract/package.json", "{}");
    await runIn(folder, ["init", "--yes"]);
    expect(get(folder, name)).toContain("error-contract");
  });

  it.each([
    ["eslint.config.mjs", { eslint: "^9.1.0" }],
    [".eslintrc.json", { eslint: "^8.57.0" }],
    [".oxlintrc.json", { oxlint: "1.94.0" }],
  ])("also where %s would be the first configuration of a linter that is there", async (name, devDependencies) => {
    const folder = createFolder({
      "package.json": JSON.stringify({ devDependencies }),
      "src/a.js": "export const a = 1;\n",
    });
    const { out } = await runIn(folder, ["init", "--yes"]);
    expect(listNames(folder)).not.toContain(name);
    expect(out).toContain(`${name}: the rules are not switched on yet, since a configuration that names what is not`);
    put(folder, "node_modules/eslint-plugin-error-contract/package.json", "{}");
    await runIn(folder, ["init", "--yes"]);
    expect(get(folder, name)).toContain("error-contract");
  });

  it("but where the manifest asks for it, as whoever installs that has it", async () => {
    const manifest = JSON.stringify({ devDependencies: { "eslint-plugin-error-contract": "^0.1.0" } });
    const folder = createFolder({ "package.json": manifest, "eslint.config.js": "export default [];\n" });
    await runIn(folder, ["init", "--yes"]);
    expect(get(folder, "eslint.config.js")).toContain("error-contract");
  });
});

describe("init finds an .eslintrc at the root of a workspace whose packages have flat configurations", () => {
  const setUpWorkspace = (eslint: string): Promise<{ folder: string }> =>
    setUp({
      "package.json": JSON.stringify({ workspaces: ["packages/*"], devDependencies: { eslint } }),
      ".eslintrc.json": '{ "extends": ["standard"] }\n',
      "packages/api/package.json": '{ "type": "module" }',
      "packages/api/eslint.config.mjs": "export default [];\n",
      "packages/api/src/app.js": app,
    });

  it("and takes it for a remnant under ESLint 9, which reads the packages' own", async () => {
    const { folder } = await setUpWorkspace("^9.1.0");
    expect(get(folder, ".eslintrc.json")).not.toContain("error-contract");
    expect(get(folder, "packages/api/eslint.config.mjs")).toContain(entry);
  });

  it("and extends it under ESLint 8, which reads it", async () => {
    const { folder } = await setUpWorkspace("^8.57.0");
    expect(get(folder, ".eslintrc.json")).toContain("plugin:error-contract/adopt");
  });
});

describe("init leaves to a person", () => {
  const flatLines = `Add 2 lines:\n  ${imported}  ${entry}  // last in the list\n`;
  const legacyLines = 'Add 1 line:\n  extends: ["plugin:error-contract/adopt"]  // last in the list\n';

  it.each([
    [
      "a function's answer",
      "eslint.config.js",
      'import antfu from "@antfu/eslint-config";\nexport default antfu({});\n',
      flatLines,
    ],
    [
      "somebody else's defineConfig",
      "eslint.config.js",
      "const defineConfig = (x) => x;\nexport default defineConfig([]);\n",
      flatLines,
    ],
    ["a promise", "eslint.config.mjs", "export default (async () => [])();\n", flatLines],
    [
      "a name that is taken",
      "eslint.config.js",
      "const errorContract = {};\nexport default [errorContract];\n",
      flatLines,
    ],
    ["a file that cannot be parsed", "eslint.config.js", "export default [;\n", flatLines],
    ["what a spread may extend", ".eslintrc.cjs", "module.exports = { ...base };\n", legacyLines],
    ["what is computed", ".eslintrc.js", "module.exports = { extends: shared() };\n", legacyLines],
    ["an anchor", ".eslintrc.yml", "extends: &all [standard]\n", legacyLines],
    ["a list of several lines in brackets", ".eslintrc.yml", "extends: [\n  standard\n]\n", legacyLines],
    ["several documents", ".eslintrc.yml", "---\nextends: standard\n", legacyLines],
  ])("%s", async (_, name, text, lines) => {
    const { folder, out } = await setUp({ [name]: text });
    expect(get(folder, name)).toBe(text);
    expect(out).toContain(`${name}: the rules are not switched on there. ${lines}`);
  });

  it("the configuration of the repository above a package", async () => {
    const config = "export default [];\n";
    const folder = createFolder({ ...installed, "eslint.config.js": config, "packages/a/package.json": "{}" });
    put(folder, "packages/a/src/a.js", "export const a = 1;\n");
    git(folder, "init", "-q");
    const { out } = await runIn(join(folder, "packages/a"), ["init", "--yes"]);
    expect(out).toContain(`../../eslint.config.js: the rules are not switched on there. ${flatLines}`);
    expect(get(folder, "eslint.config.js")).toBe(config);
  });
});

it.each([
  ["JavaScript", "src/a.js", "npm install --save-dev eslint-plugin-error-contract eslint"],
  ["TypeScript", "src/a.ts", "npm install --save-dev eslint-plugin-error-contract eslint typescript-eslint"],
])("a second init names the same packages that are missing as the first: %s", async (_, path, command) => {
  const folder = createFolder({ "package.json": "{}", [path]: "export const a = 1;\n" });
  const runs = [await runIn(folder, ["init", "--yes"]), await runIn(folder, ["init", "--yes"])];
  for (const { out } of runs) expect(out).toContain(`Linting needs what is not installed: ${command}\n`);
});

describe("init switches no rules on where they could not run", () => {
  const none = (folder: string): string[] => listNames(folder).filter((path) => /eslint(?:rc|\.config)/.test(path));

  it.each([
    ["asked for", { "package.json": '{ "devDependencies": { "eslint": "^5.16.0" } }' }],
    ["installed", { "node_modules/eslint/package.json": '{ "version": "7.32.0" }' }],
  ])("under an ESLint that is %s and too old for the plugin", async (_, files) => {
    const { folder, out } = await setUp(files);
    expect(out).toContain("The rules are not switched on: they run under ESLint 8.57 and later, and here it is ");
    expect(none(folder)).toEqual([]);
    const own = '{ "extends": ["standard"] }\n';
    const extended = await setUp({ ...files, ".eslintrc.json": own });
    expect(extended.out).toContain("The rules are not switched on: they run under");
    expect(get(extended.folder, ".eslintrc.json")).toBe(own);
  });

  it("at a root without a manifest, but in the packages below it", async () => {
    const files = { "src/app.js": app, "package.json": "{}" };
    const parts = Object.fromEntries(
      ["api", "jobs"].flatMap((part) => Object.entries(files).map(([path, text]) => [`${part}/${path}`, text])),
    );
    const folder = createFolder(parts);
    const { out } = await runIn(folder, ["init", "--yes"]);
    expect(none(folder)).toEqual(["api/eslint.config.mjs", "jobs/eslint.config.mjs"]);
    expect(out).toContain("api: Linting needs what is not installed: npm install --save-dev");
  });

  it("without any manifest", async () => {
    const folder = createFolder({ "src/a.js": "export const a = 1;\n" });
    const { out } = await runIn(folder, ["init", "--yes"]);
    expect(none(folder)).toEqual([]);
    expect(out).toContain("The rules are not switched on: no package.json is here that could ask for");
  });
});

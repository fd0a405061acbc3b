import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { createProject, lint, type Host } from "./project.ts";

const code = `export async function load(store, id) {
  try {
    return await store.load(id);
  } catch (err) {
    throw err;
  }
}
`;

interface Setting extends Host {
  /** What the project asks for, where it has no configuration yet. */
  readonly packages?: Readonly<Record<string, string>>;
  /** The file that `init` writes, where it is not the one that is there. */
  readonly made?: string;
}

const legacy = { eslint: "eslint-v8", env: { ESLINT_USE_FLAT_CONFIG: "false" } } as const;
const modern = `import js from "@eslint/js";\nexport default [\n  js.configs.recommended,\n];\n`;
const options = '"root": true, "parserOptions": { "ecmaVersion": 2022, "sourceType": "module" }';
const none = ["package.json", "{}"] as const;

const settings: readonly Setting[] = [
  { name: "eslint.config.mjs, ESLint 9", config: ["eslint.config.mjs", modern], eslint: "eslint-v9" },
  { name: "eslint.config.ts, ESLint 10", config: ["eslint.config.ts", modern], eslint: "eslint" },
  { name: ".eslintrc.json", config: [".eslintrc.json", `{ ${options}, "extends": "eslint:recommended" }`], ...legacy },
  { name: ".eslintrc.cjs", config: [".eslintrc.cjs", `module.exports = { ${options} };\n`], ...legacy },
  {
    name: ".eslintrc.yml",
    config: [
      ".eslintrc.yml",
      "root: true\nparserOptions:\n  ecmaVersion: 2022\n  sourceType: module\nextends:\n  - eslint:recommended\n",
    ],
    ...legacy,
  },
  { name: ".oxlintrc.json", config: [".oxlintrc.json", "{}"], packages: { oxlint: "1.94.0" }, eslint: null },
  { name: "nothing, ESLint 8", config: none, made: ".eslintrc.json", packages: { eslint: "8.57.1" }, ...legacy },
  { name: "nothing, ESLint 10", config: none, made: "eslint.config.mjs", eslint: "eslint" },
  { name: "nothing, oxlint", config: none, made: ".oxlintrc.json", packages: { oxlint: "1.94.0" }, eslint: null },
];

it.each(settings)("the rules run after init: $name", { timeout: 120_000 }, (setting) => {
  const { packages = {}, made, config } = setting;
  const folder = createProject("quick-start", setting);
  rmSync(join(folder, ".git"), { recursive: true });
  const type = made === ".eslintrc.json" || config[0].endsWith("rc.json") ? {} : { type: "module" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...type, devDependencies: packages }));
  for (const [extension, text] of [
    ["js", code],
    ["ts", code.replace("store, id", "store: Store, id: string")],
  ] as const)
    writeFileSync(join(folder, `src/load.${extension}`), text);
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  const command = join(inject("installedCommand"), "error-contract/dist/main.mjs");
  const { stdout } = spawnSync(process.execPath, [command, "init", "--yes"], { cwd: folder, encoding: "utf8" });

  expect(stdout).not.toContain("Linting needs");
  if (made !== undefined) expect(existsSync(join(folder, made))).toBe(true);
  const host: Host = made === undefined ? setting : { ...setting, config: [made, ""] };
  const places = lint(folder, host).map(({ file, line, rule }) => `${file}:${String(line)} ${rule}`);
  expect(places).toContain("src/load.js:5 error-contract/no-bare-rethrow");
});

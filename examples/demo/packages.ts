import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DemoError } from "./claim.ts";
import { execute } from "./execute.ts";
import { repository, scratchFolder } from "./scratch.ts";

const packages = { "eslint-plugin-error-contract": repository, "error-contract": join(repository, "cli") };

const config = `import parser from "@typescript-eslint/parser";
import errorContract from "eslint-plugin-error-contract";

export default [
  errorContract.configs["flat/recommended"],
  { files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"], languageOptions: { parser } },
  { linterOptions: { reportUnusedDisableDirectives: "off" } },
];
`;

/** The configuration with which ESLint loads the packed plugin. */
export const eslintConfig = join(scratchFolder, "eslint.config.mjs");

/** The command as it is published. */
export const command = join(scratchFolder, "node_modules/error-contract/dist/main.mjs");

const plugin = join(scratchFolder, "node_modules/eslint-plugin-error-contract/dist/index.cjs");

/** Packs both packages, as they would be published, and unpacks them where everything in the scratch folder finds them. Throws `COMMAND_FAILED`. */
export async function installPackages(): Promise<void> {
  for (const [name, folder] of Object.entries(packages)) {
    const home = join(scratchFolder, "node_modules", name);
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    const { out } = await execute(["npm", "pack", "--json", "--pack-destination", scratchFolder], folder);
    const [{ filename } = { filename: "" }] = JSON.parse(out) as { filename: string }[];
    await execute(["tar", "-xzf", join(scratchFolder, filename), "--strip-components=1", "-C", home], scratchFolder);
    rmSync(join(scratchFolder, filename));
  }
  // without a scope of its own, the configuration would import the repository itself by that name
  writeFileSync(join(scratchFolder, "package.json"), '{ "private": true }\n');
  writeFileSync(eslintConfig, config);
  const missing = [command, plugin].find((path) => !existsSync(path));
  if (missing !== undefined)
    throw new DemoError("COMMAND_FAILED", "the packages are not built: run npm run build", { context: { missing } });
}

import { join } from "node:path";
import { readFile } from "../../read-file.ts";
import type { Project } from "../read-project.ts";
import { pluginName } from "./json-config.ts";
import type { LintPreset } from "./lint-preset.ts";
import { findInstalled } from "./missing-packages.ts";
import { pluginVariable } from "./script-config.ts";

/** A lint configuration for a project that has none, and the packages that it needs beside the plugin. */
export interface NewConfig {
  readonly path: string;
  readonly text: string;
  readonly packages: readonly string[];
}

const parserPackage = "@typescript-eslint/parser";

/** What lets ESLint read TypeScript: the one or the other. */
export const parserPackages = ["typescript-eslint", parserPackage] as const;

const ignored = ["dist/", "build/", "coverage/"];

/** For the linter that is there: ESLint 8 by `.eslintrc.json`, oxlint by `.oxlintrc.json`, else ESLint's flat form. */
export function toNewConfig(project: Project, preset: LintPreset): NewConfig {
  const { packages } = project;
  const isTyped = project.language === "typescript";
  if (packages.has("oxlint") && !packages.has("eslint"))
    return toJson(".oxlintrc.json", { jsPlugins: [pluginName], rules: preset.rules, ignorePatterns: ignored }, []);
  if (isOld(project)) {
    const config = {
      root: true,
      ...(isTyped && { parser: parserPackage }),
      parserOptions: { ecmaVersion: "latest", sourceType: isScript(project) ? "script" : "module" },
      extends: [`plugin:${preset.name}`],
      ignorePatterns: ignored,
    };
    return toJson(".eslintrc.json", config, isTyped ? ["eslint", parserPackage] : ["eslint"]);
  }
  return toFlat(project, preset);
}

/** Whether its modules are CommonJS, by what they say themselves. */
function isScript({ language, files }: Project): boolean {
  return language === "javascript-cjs" && files.some(({ imports }) => imports.some(({ isRequire }) => isRequire));
}

function toJson(path: string, config: object, packages: readonly string[]): NewConfig {
  return { path, text: `${JSON.stringify(config, null, 2)}\n`, packages };
}

/** Whether the ESLint that is installed, or else asked for, reads `.eslintrc` by itself. */
export function isOld(project: Project): boolean {
  return (findMajor(project) ?? 9) < 9;
}

/** The ESLint that is installed, or else asked for, where the plugin does not run under it; `null` where it does. */
export function findTooOld(project: Project): number | null {
  const major = findMajor(project);
  return major !== null && major < 8 ? major : null;
}

function findMajor(project: Project): number | null {
  const home = findInstalled(project, "eslint");
  const manifest = home === null ? "" : (readFile(join(home, "package.json"))?.text ?? "");
  const version = /"version"\s*:\s*"(\d+)/.exec(manifest) ?? /(\d+)/.exec(project.packages.get("eslint") ?? "");
  return version === null ? null : Number(version[1]);
}

function toFlat({ language, packages }: Project, { flat }: LintPreset): NewConfig {
  const preset = `${pluginVariable}.configs["${flat}"]`;
  const ignores = `{ ignores: [${ignored.map((folder) => `"${folder}"`).join(", ")}] }`;
  const isTyped = language === "typescript";
  const isBare = packages.has(parserPackage) && !packages.has("typescript-eslint");
  const [name, parser, needed] = isBare
    ? ["parser", "parser", parserPackage]
    : ["tseslint", "tseslint.parser", "typescript-eslint"];
  const imports = [
    `import ${pluginVariable} from "${pluginName}";`,
    ...(isTyped ? [`import ${name} from "${needed}";`] : []),
  ];
  const entries = [
    ignores,
    ...(isTyped ? [`{ files: ["**/*.{ts,cts,mts,tsx}"], languageOptions: { parser: ${parser} } }`] : []),
    preset,
  ];
  const text = `${imports.join("\n")}\n\nexport default [\n${entries.map((entry) => `  ${entry},\n`).join("")}];\n`;
  return { path: "eslint.config.mjs", text, packages: isTyped ? ["eslint", needed ?? ""] : ["eslint"] };
}

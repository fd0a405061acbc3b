import { existsSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { toForwardSlashes } from "../../../../src/contract/glob.ts";
import { readFile } from "../../read-file.ts";
import { toCount } from "../../to-count.ts";
import { configuresEslint, type Project } from "../read-project.ts";
import type { FileChange } from "../write-change.ts";
import { extendJsonConfig, extendOxlintConfig, pluginName } from "./json-config.ts";
import { type LintPreset, toLintPreset } from "./lint-preset.ts";
import { hasManifest, hasPackage, toInstallCommand } from "./missing-packages.ts";
import { findTooOld, isOld, parserPackages, toNewConfig } from "./new-config.ts";
import { findWhole } from "./other-checkers.ts";
import { extendFlatConfig, extendScriptConfig, pluginVariable } from "./script-config.ts";
import { extendYamlConfig } from "./yaml-config.ts";

/** What switches the rules on, and what of that is left to a person. */
export interface LintPlan {
  readonly changes: readonly FileChange[];
  readonly notes: readonly string[];
}

interface Form {
  readonly names: readonly string[];
  /** The text with the preset in it; `null` where only a person can tell where it belongs. */
  extend(path: string, text: string, preset: LintPreset): string | null;
  /** What a person writes there, as lines. */
  toLines(preset: LintPreset): readonly string[];
}

const toLegacyLines = ({ name }: LintPreset): string[] => [`extends: ["plugin:${name}"]  // last in the list`];

/** In the order in which linters look for them; a flat configuration is in force where there is another one too. */
const forms: readonly Form[] = [
  {
    names: ["js", "mjs", "cjs", "ts", "mts", "cts"].map((extension) => `eslint.config.${extension}`),
    extend: extendFlatConfig,
    toLines: ({ flat }) => [
      `import ${pluginVariable} from "${pluginName}";`,
      `${pluginVariable}.configs["${flat}"]  // last in the list`,
    ],
  },
  { names: [".eslintrc.js", ".eslintrc.cjs"], extend: extendScriptConfig, toLines: toLegacyLines },
  {
    names: [".eslintrc.yaml", ".eslintrc.yml"],
    extend: (_, text, preset) => extendYamlConfig(text, preset),
    toLines: toLegacyLines,
  },
  {
    names: [".eslintrc.json"],
    extend: (_, text, preset) => extendJsonConfig(text, preset),
    toLines: toLegacyLines,
  },
  {
    names: [".eslintrc"],
    extend: (_, text, preset) =>
      /^\s*(?:\/[/*]|\{)/.test(text) ? extendJsonConfig(text, preset) : extendYamlConfig(text, preset),
    toLines: toLegacyLines,
  },
  {
    names: ["package.json"],
    extend: (_, text, preset) => extendJsonConfig(text, preset, ["eslintConfig"]),
    toLines: toLegacyLines,
  },
  {
    names: [".oxlintrc.json"],
    extend: (_, text, preset) => extendOxlintConfig(text, preset),
    toLines: ({ rules }) => [`"jsPlugins": ["${pluginName}"]`, `"rules": ${JSON.stringify(rules)}`],
  },
];

/**
 * Plans to switch the rules on, in the form that the repository uses. A configuration that has them already stays as it is. Where
 * packages have their own and nothing stands above these, each service has one in its folder: another at the root would take the place
 * of theirs, or be added to them. An `.eslintrc` above flat ones is a remnant, which an ESLint that reads those does not read.
 */
export function planLint(project: Project, services: readonly Project[] = []): LintPlan {
  const isStale = project.lintConfigs.some(isFlat) && ![project, ...services].some(isOld);
  const known = isStale ? forms.filter((form) => !isLegacy(form)) : forms;
  const found = findConfig(project, known);
  const isApart = found === null && !hasManifest(project);
  if (found !== null || (project.lintConfigs.length === 0 && !isApart)) return planOne(project, known);
  const plans = services.map((each) => planIn(each, project.root, known));
  if (plans.length > 0)
    return { changes: plans.flatMap(({ changes }) => changes), notes: plans.flatMap(({ notes }) => notes) };
  if (isApart) return { changes: [], notes: [noManifest] };
  if (project.lintConfigs.every(isFlat)) return planOne(project, known);
  return project.files.length > 0 ? { changes: [], notes: [toOwn(project)] } : planByHand(project, known);
}

/** Where all code is in packages that no service was seen in, they switch the rules on in their own configurations, by hand. */
function planByHand(project: Project, known: readonly Form[]): LintPlan {
  const preset = toLintPreset(true);
  const open = project.lintConfigs.filter(
    (path) => !namesPlugin(basename(path), readFile(join(project.root, path))?.text ?? ""),
  );
  const groups = [known.filter(isLegacy), known.filter((form) => !isLegacy(form))];
  const notes = groups.flatMap((forms) => {
    const paths = open.filter((path) => forms.some(({ names }) => names.includes(basename(path))));
    const [form] = forms;
    return form && paths.length > 0 ? [toAdvice(paths.join(", "), form.toLines(preset))] : [];
  });
  return { changes: [], notes };
}

const noManifest = "The rules are not switched on: no package.json is here that could ask for ESLint and the plugin.";

function planOne(project: Project, known: readonly Form[]): LintPlan {
  const old = findTooOld(project);
  if (old !== null) return { changes: [], notes: [toTooOld(old)] };
  const found = findConfig(project, known);
  if (found !== null) return planExtension(project, found);
  const { path, text, packages } = toNewConfig(project, toLintPreset(project.files.length > 0));
  const whole = findWhole(project);
  if (whole !== null) return { changes: [], notes: [toBeside(whole, path, text)] };
  const needed = [pluginName, ...packages];
  const isLinted = ["eslint", "oxlint"].some((each) => project.packages.has(each));
  if (isLinted && !hasPackage(project, pluginName)) return { changes: [], notes: [toLater(project, path, needed)] };
  return { changes: [{ path, before: null, after: text }], notes: toInstallNote(project, needed) };
}

function toTooOld(major: number): string {
  return `The rules are not switched on: they run under ESLint 8.57 and later, and here it is ${String(major)}. With a later one, run this again.`;
}

/** What is there gets the preset, once the plugin is there too: naming what is not stops every run. */
function planExtension(project: Project, { folder, name, form }: FoundConfig): LintPlan {
  const preset = toLintPreset(project.files.length > 0);
  const path = join(folder, name);
  const before = readFile(path);
  const isThere = namesPlugin(name, before?.text ?? "");
  const packages = [pluginName, ...toLoaded(name, before?.text ?? "")];
  const notes = toInstallNote(project, packages);
  if (before === null || isThere) return { changes: [], notes };
  const after = folder === project.root ? form.extend(path, before.text, preset) : null;
  if (after === null)
    return { changes: [], notes: [toAdvice(relative(project.root, path), form.toLines(preset)), ...notes] };
  if (!hasPackage(project, pluginName)) return { changes: [], notes: [toLater(project, name, packages)] };
  return { changes: [{ path: name, before, after }], notes };
}

function namesPlugin(name: string, text: string): boolean {
  return /eslint-plugin-error-contract|plugin:error-contract|["']error-contract["'/]/.test(toRelevant(name, text));
}

function toInstallNote(project: Project, packages: readonly string[]): string[] {
  const command = toInstallCommand(project, packages);
  return command === null ? [] : [`Linting needs what is not installed: ${command}`];
}

function toLater(project: Project, name: string, packages: readonly string[]): string {
  const command = toInstallCommand(project, packages) ?? "";
  return `${name}: the rules are not switched on yet, since a configuration that names what is not installed stops every run. Run this again after: ${command}`;
}

function planIn(service: Project, root: string, known: readonly Form[]): LintPlan {
  const folder = toForwardSlashes(relative(root, service.root));
  const { changes, notes } = planOne(service, known);
  return {
    changes: changes.map((change) => ({ ...change, path: `${folder}/${change.path}` })),
    notes: notes.map((note) => `${folder}: ${note}`),
  };
}

/** A form that ESLint does not read where it reads flat ones: all but the flat one and oxlint's. */
function isLegacy({ toLines }: Form): boolean {
  return toLines === toLegacyLines;
}

/** A flat configuration that lies nearer goes before one above it, and leaves nothing of that in force. */
function isFlat(path: string): boolean {
  return /eslint\.config\.\w+$/.test(path);
}

function toOwn(project: Project): string {
  const { path, text } = toNewConfig(project, toLintPreset(project.files.length > 0));
  const lines = text.trimEnd().split("\n");
  const [first = ""] = project.lintConfigs;
  return [
    `${first} would not be read any more, or be added to, below a configuration of the root's: the rules are not switched on. To do so all the same, write ${path}:`,
    ...lines,
  ].join("\n  ");
}

/** How to run the rules beside a linter that would lint their configuration by its own. */
function toBeside(linter: string, path: string, text: string): string {
  const lines = text.trimEnd().split("\n");
  return [
    `${linter} lints here, and takes no preset: the rules are not switched on. To run ESLint beside it, leave ${path} out of it, and write there:`,
    ...lines,
  ].join("\n  ");
}

/** The linter that reads a configuration, and the parsers that this names. */
function toLoaded(name: string, text: string): string[] {
  const linter = name.startsWith(".oxlint") ? "oxlint" : "eslint";
  return [linter, ...parserPackages.filter((each) => text.includes(`"${each}"`) || text.includes(`'${each}'`))];
}

/** Of a manifest, what it says to ESLint: it names the plugin among the packages as well. */
function toRelevant(name: string, text: string): string {
  if (name !== "package.json") return text;
  return JSON.stringify((JSON.parse(text) as { readonly eslintConfig?: unknown }).eslintConfig);
}

function toAdvice(path: string, lines: readonly string[]): string {
  return [`${path}: the rules are not switched on there. Add ${toCount(lines.length, "line")}:`, ...lines].join("\n  ");
}

interface FoundConfig {
  readonly folder: string;
  readonly name: string;
  readonly form: Form;
}

/** The configuration of the nearest folder that has one, from the project's to its repository's. */
function findConfig({ root, repository }: Project, known: readonly Form[]): FoundConfig | null {
  for (let folder = root; ; folder = dirname(folder)) {
    for (const form of known) {
      const name = form.names.find((each) => isConfig(join(folder, each)));
      if (name !== undefined) return { folder, name, form };
    }
    if (folder === repository || folder === dirname(folder)) return null;
  }
}

function isConfig(path: string): boolean {
  return existsSync(path) && (!path.endsWith("package.json") || configuresEslint(readFile(path)?.text ?? ""));
}

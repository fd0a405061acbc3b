import { posix } from "node:path";
import type { TSESTree } from "@typescript-eslint/types";
import type { Contract, ErrorBinding } from "../../../src/contract/contract.ts";
import { isAbsolutePath, isGlob } from "../../../src/contract/glob.ts";
import { toModuleName } from "../../../src/contract/module-name.ts";
import type { OwnClass, OwnErrors } from "../../../src/generate/typescript/own-errors.ts";
import { toImportedStem, toStem } from "../../../src/syntax/specifier.ts";
import { findGenerated } from "./error-module.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Project } from "./read-project.ts";

/** The team's own error classes, as far as generated modules can import them. */
export interface FoundErrors {
  /** `null` where the generated modules have nothing to do with them. */
  readonly own: OwnErrors | null;
  /** Why the class that the contract makes errors with cannot be imported; `null` where it can, or is the generated one. */
  readonly obstacle: string | null;
  /** Classes whose errors the boundary will not know, each with its reason. */
  readonly notes: readonly string[];
}

/** Finds the classes that the contract names, as modules in a folder (from the project's root) import them. */
export function findOwnErrors(project: Project, contract: Contract, folder: string): FoundErrors {
  const isGenerated = ({ module }: ErrorBinding): boolean =>
    findGenerated(contract.root, module, "app-error") !== null ||
    // that of a contract above, which this project does not import
    (module !== null && isAbsolutePath(module) && findGenerated(posix.dirname(module), module, "app-error") !== null);
  const named = contract.errors.filter((binding) => binding.name !== null && !isGenerated(binding));
  const bindings = named.filter((each) => !isSameByAlias(each, named, project));
  const imports = bindings.map((binding) => ({ binding, specifier: findSpecifier(binding, project, folder) }));
  const classes = imports.flatMap(({ binding, specifier }) =>
    specifier !== null && !binding.factory ? [{ binding, specifier }] : [],
  );
  const maker = imports.find(({ binding }) => binding.canonical);
  const unknown = imports.filter(
    ({ binding, specifier }) => specifier === null && !classes.some((each) => each.binding.name === binding.name),
  );
  const notes = unknown
    .filter(({ binding }) => !binding.canonical && !binding.factory)
    .map(
      ({ binding }) => `${toTitle(binding, project)}: the boundary does not know its errors, since ${cannotImport}.`,
    );
  if (maker === undefined)
    return { own: classes.length === 0 ? null : { classes, maker: null }, obstacle: null, notes };
  if (maker.specifier === null)
    return { own: null, obstacle: `${toTitle(maker.binding, project)}: ${cannotImport}`, notes: [] };
  if (classes.length === 0)
    return { own: null, obstacle: "it names a function that makes errors, and not their class", notes: [] };
  return { own: { classes, maker: { binding: maker.binding, specifier: maker.specifier } }, obstacle: null, notes };
}

/** Whether a class is one of the project's files already, which some import by another way: `back-end/src/errors`. */
function isSameByAlias(
  { name, module, canonical }: ErrorBinding,
  bindings: readonly ErrorBinding[],
  { root }: Project,
): boolean {
  if (module === null || canonical || isAbsolutePath(module)) return false;
  const way = withoutIndex(module);
  return bindings.some(
    (other) =>
      other.name === name &&
      other.module?.startsWith(`${root}/`) === true &&
      way.endsWith(withoutIndex(other.module).slice(root.length)),
  );
}

function withoutIndex(module: string): string {
  return module.replace(/\/index$/, "");
}

const cannotImport = "no module that can be loaded exports it";

function toTitle({ name, module }: ErrorBinding, { root }: Project): string {
  const place = module?.startsWith(`${root}/`) ? module.slice(root.length + 1) : module;
  return `${name ?? ""} (${place ?? "of no module"})`;
}

/** How a module in the folder imports what a binding names; `null` where it cannot. */
function findSpecifier(binding: ErrorBinding, project: Project, folder: string): OwnClass["specifier"] | null {
  const { module } = binding;
  if (module === null || (!module.startsWith("#") && isGlob(module))) return null;
  if (!isAbsolutePath(module)) return isImported(binding, project) ? module : null;
  const file = project.files.find(({ path }) => toModuleName(`./${path}`, project.root) === module);
  if (file === undefined || !isExported(binding, file) || !isLoadable(file, project)) return null;
  return toSpecifier(folder, file.path, project);
}

/** A package that the project depends on, or whatever one of its files has the name from. */
function isImported({ module, name, export: exported }: ErrorBinding, { packages, files }: Project): boolean {
  const [scope = "", second = ""] = (module ?? "").split("/");
  if (packages.has(scope.startsWith("@") ? `${scope}/${second}` : scope)) return true;
  const isNamed = (specifier: TSESTree.ImportClause): boolean =>
    exported === "default"
      ? specifier.type === "ImportDefaultSpecifier"
      : specifier.type === "ImportSpecifier" && toName(specifier.imported) === toRoot(name);
  return files.some(({ source }) =>
    source.ast.body.some(
      (statement) =>
        statement.type === "ImportDeclaration" &&
        toModuleName(statement.source.value, "/") === module &&
        statement.specifiers.some(isNamed),
    ),
  );
}

function isExported({ name, export: exported }: ErrorBinding, { source, file }: ProjectFile): boolean {
  const wanted = exported ?? toRoot(name);
  const names = source.ast.body.flatMap((statement) => {
    if (statement.type === "ExportDefaultDeclaration") return ["default"];
    if (statement.type !== "ExportNamedDeclaration") return [];
    return [...namesDeclared(statement.declaration), ...statement.specifiers.map((each) => toName(each.exported))];
  });
  if (wanted === "default" && /\bmodule\.exports\s*=/.test(file.text)) return true;
  const isAssigned = new RegExp(`exports\\s*=\\s*\\{[^}]*\\b${wanted}\\b|exports\\.${wanted}\\b`);
  return names.includes(wanted) || isAssigned.test(file.text);
}

function namesDeclared(node: TSESTree.ExportNamedDeclaration["declaration"]): string[] {
  if (node?.type === "ClassDeclaration" || node?.type === "FunctionDeclaration") return node.id ? [node.id.name] : [];
  if (node?.type !== "VariableDeclaration") return [];
  return node.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
}

/** A file that others load anyhow, or that does nothing when it is loaded: not what starts a program. */
function isLoadable({ path, source }: ProjectFile, { files }: Project): boolean {
  const isLoaded = files.some((other) =>
    other.imports.some(
      ({ specifier, isTypeOnly }) => !isTypeOnly && toImportedStem(other.path, specifier) === toStem(path),
    ),
  );
  const acts = source.ast.body.some(
    (statement) => statement.type === "ExpressionStatement" && statement.expression.type === "CallExpression",
  );
  return isLoaded || !acts;
}

/** With `/index` and what a `.mjs` asks for, whatever the other imports leave out. */
function toSpecifier(folder: string, path: string, { extension }: Project): string {
  const way = posix.relative(folder, path);
  const bare = (way.startsWith(".") ? way : `./${way}`).replace(/\.([cm]?)([jt])sx?$/, "");
  const [, modifier = "", language = ""] = /\.([cm]?)([jt])sx?$/.exec(path) ?? [];
  if (extension === ".ts") return `${bare}.${modifier}${language}s`;
  return bare + (modifier === "" ? extension : `.${modifier}js`);
}

function toRoot(name: string | null): string {
  return (name ?? "").split(".", 1)[0] ?? "";
}

function toName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}

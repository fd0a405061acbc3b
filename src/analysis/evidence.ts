import type { TSESTree } from "@typescript-eslint/types";
import type { Framework, HandlerFile, Role } from "../knowledge/framework.ts";
import type { Bindings, Origin } from "../syntax/bindings.ts";
import { oncePer } from "../syntax/once-per.ts";
import { toPattern } from "../syntax/pattern.ts";
import type { Source } from "../syntax/source.ts";
import { toPackageName } from "../syntax/specifier.ts";
import type { Family } from "../syntax/types.ts";
import { isFunction, literalString, propertyName } from "../syntax/unwrap.ts";
import type { Nodes } from "./facts.ts";
import { isExport, toPackagePath } from "./match.ts";

/** What a file says of itself before anything in it is looked at. */
export interface FileEvidence {
  /** Absolute, with forward slashes. */
  readonly path: string;
  /** The specifiers that it imports or requires, without `npm:` and versions. */
  readonly imports: ReadonlySet<string>;
  /** Those that it writes out, asked for directives where they are given. */
  readonly strings?: Nodes["strings"];
}

/** The frameworks that a file can have to do with: it imports one of their modules, or follows one of their file conventions. */
export function findFrameworks(file: FileEvidence, frameworks: readonly Framework[]): readonly Framework[] {
  const { byModule, byFile } = toSigns(frameworks);
  const found = new Set(byFile.filter((framework) => isConventional(file, framework)));
  for (const module of file.imports) for (const framework of byModule.get(module) ?? []) found.add(framework);
  return found.size < 2 ? [...found] : frameworks.filter((framework) => found.has(framework));
}

/** Whether a file may have to do with any of the frameworks, before its nodes are collected: `false` is certain. */
export function canHaveFramework({ text, path }: Source, frameworks: readonly Framework[]): boolean {
  const { written, conventional } = toSigns(frameworks);
  return conventional.test(path) || written.test(text);
}

/** The frameworks that something imported from a module may be of. */
export function frameworksOf(module: string, frameworks: readonly Framework[]): readonly Framework[] {
  return toSigns(frameworks).byModule.get(toPackagePath(module)) ?? [];
}

/** By what a file shows that it has to do with a framework. */
interface Signs {
  readonly byModule: ReadonlyMap<string, readonly Framework[]>;
  readonly byFile: readonly Framework[];
  /** A path at which one of them looks for exports. */
  readonly conventional: RegExp;
  /** What a text has in quotes that imports or requires one of them, or makes the file one of theirs. */
  readonly written: RegExp;
}

const toSigns = oncePer((frameworks: readonly Framework[]): Signs => {
  const byModule = new Map<string, Framework[]>();
  for (const framework of frameworks) {
    for (const module of modulesOf(framework)) byModule.set(module, [...(byModule.get(module) ?? []), framework]);
  }
  const paths = frameworks.flatMap(({ files = [] }) => files.filter(isConvention).map(({ path }) => path.source));
  const quoted = [...byModule.keys(), ...frameworks.flatMap(({ directive }) => directive ?? [])];
  return {
    byModule,
    byFile: frameworks.filter(({ files, directive }) => files || directive !== undefined),
    conventional: new RegExp(paths.join("|") || "(?!)"),
    written: new RegExp(`["'\`](?:npm:|jsr:|(?:${quoted.map(toPattern).join("|")})["'\`])`),
  };
});

function isConventional({ path, strings }: Omit<FileEvidence, "imports">, { files, directive }: Framework): boolean {
  if (files?.some((file) => isConvention(file) && file.path.test(path))) return true;
  return directive !== undefined && (strings?.some((each) => literalString(each) === directive) ?? false);
}

/** Whether the place of a file says enough. */
function isConvention({ imported }: HandlerFile): boolean {
  return !imported;
}

/** Every module whose import may lead to a handler: a router of another package counts as the framework's. */
function modulesOf({ modules, factories, calls = [], plugins = [] }: Framework): ReadonlySet<string> {
  const callees = [...calls, ...plugins.flatMap((plugin) => plugin.calls)].map((call) =>
    "callee" in call ? call.callee : call,
  );
  return new Set([...modules, ...[...factories, ...callees].map(({ module }) => module)]);
}

/** Whether what the name of a type denotes is one of these types of a framework. */
export function isTypeOf(origin: Origin, framework: Framework, names: readonly string[]): boolean {
  return isFrom(origin, framework) && names.includes(origin.path.join("."));
}

function isFrom({ root }: Origin, framework: Framework): boolean {
  return root.kind === "import" && framework.modules.includes(toPackagePath(root.module));
}

/** The role that a framework's type gives a parameter, or `null` for any other type. */
export function roleOfType(origin: Origin, framework: Framework): Role | null {
  if (!isFrom(origin, framework)) return null;
  const name = origin.path.join(".");
  return Object.hasOwn(framework.parameterTypes, name) ? (framework.parameterTypes[name] ?? null) : null;
}

/** The role that a framework's type gives what is of this family; of a package, no more is known than its name. */
export function roleOfFamily(family: Family, framework: Framework): Role | null {
  for (const { root, path } of family) {
    const name = path.join(".");
    const isOwn = root.kind === "import" && framework.modules.some((module) => toPackageName(module) === root.module);
    if (isOwn && Object.hasOwn(framework.parameterTypes, name)) return framework.parameterTypes[name] ?? null;
  }
  return null;
}

/** The role that the settled type of a value gives it, or `null`. The checker is asked only where it may say so. */
export function roleBySettledType(node: TSESTree.Node, framework: Framework, { types }: Bindings): Role | null {
  if (!types || isOfNoFramework(node) || !packagesOf(framework).some((each) => types.knows(each))) return null;
  const [family, ...others] = types.familiesOf(node) ?? [];
  return family && others.length === 0 ? roleOfFamily(family, framework) : null;
}

/** The packages that types of parameters come from; none where a framework has none. */
const packagesOf = oncePer(({ parameterTypes, modules }: Framework): readonly string[] =>
  Object.keys(parameterTypes).length > 0 ? [...new Set(modules.map(toPackageName))] : [],
);

/** Whether a parameter is certainly none of a framework's by what is written: `id: string`, `rows.map((row) => …)`. */
function isOfNoFramework(node: TSESTree.Node): boolean {
  if (node.type !== "Identifier" || !node.parent || !isFunction(node.parent)) return false;
  const type = node.typeAnnotation?.typeAnnotation.type;
  if (type !== undefined) return /Keyword$|^TS(?:ArrayType|TupleType|FunctionType|LiteralType|TypeLiteral)$/.test(type);
  const call = node.parent.parent;
  const callee = call.type === "CallExpression" && call.callee !== node.parent ? call.callee : null;
  return callee?.type === "MemberExpression" && ITERATING.test(propertyName(callee) ?? "");
}

/** Methods of lists, and of promises. */
const ITERATING = /^(?:map|forEach|filter|some|every|find|findIndex|flatMap|reduce|sort|then|catch|finally)$/;

/** Whether a type is that of an app or a router, or the class of one. */
export function isAppType(origin: Origin, framework: Framework): boolean {
  return (
    isTypeOf(origin, framework, framework.appTypes) || framework.factories.some((factory) => isExport(origin, factory))
  );
}

/** What a type names; `null` for one that is not a plain name. */
export function originOfType(type: TSESTree.TypeNode | undefined, bindings: Bindings): Origin | null {
  return type?.type === "TSTypeReference" ? bindings.originOfTypeName(type.typeName) : null;
}

/** What the type names that an identifier was declared with, whatever it was then given: `const app: Express = createApp()`. */
export function originOfDeclaredType(node: TSESTree.Node, bindings: Bindings): Origin | null {
  const variable = node.type === "Identifier" ? bindings.variableOf(node) : null;
  const name = variable?.defs.length === 1 ? variable.defs[0]?.name : undefined;
  return name?.type === "Identifier" ? originOfType(name.typeAnnotation?.typeAnnotation, bindings) : null;
}

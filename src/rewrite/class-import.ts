import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Binding } from "../contract/contract.ts";
import { isAbsolutePath } from "../contract/glob.ts";
import { isSameModule } from "../contract/module-name.ts";
import { findDirective } from "../syntax/directives.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { isRequireCall, literalString } from "../syntax/unwrap.ts";
import { toFileStyle, toLiteral, type FileStyle } from "./file-style.ts";
import { findFirstRun } from "./import-edit.ts";

interface Wanted {
  readonly binding: Binding;
  readonly name: string;
  readonly local: string;
}

/** The import by which a file gets something that the contract names, in its own style. */
export function toImport(wanted: Wanted, facts: Facts): TextEdit {
  const style = toFileStyle(facts);
  const { ast, text, path } = facts.source;
  const module = wanted.binding.module ?? "";
  const isSame = (specifier: string): boolean => isSameModule(module, specifier, path) === true;
  const extended = wanted.binding.export === "default" ? null : extendImport(wanted, isSame, facts.source);
  if (extended) return extended;
  const specifier = toLiteral(toSpecifier(module, facts), style);
  const last =
    ast.body.filter((each) => /^(?:Import|TSImportEquals)Declaration$/.test(each.type)).at(-1) ?? findLastRequire(ast);
  const end = last ? (text[last.range[1] - 1] === ";" ? ";" : "") : style.end;
  const statement = isModule(facts)
    ? `import ${toNames(wanted, " as ")} from ${specifier}${end}`
    : `const ${toNames(wanted, ": ")} = require(${specifier})${end}`;
  return last ? insertBelow(text, last.range[1], { statement, style }) : insertAtTop(facts, { statement, style });
}

function toNames({ binding, name, local }: Wanted, as: string): string {
  if (binding.export === "default") return local;
  return `{ ${name === local ? name : `${name}${as}${local}`} }`;
}

/** Adds the name to an import or a `require` that takes others from the same module. */
function extendImport(
  wanted: Wanted,
  isSame: (specifier: string) => boolean,
  source: Facts["source"],
): TextEdit | null {
  for (const statement of source.ast.body) {
    const edit = extendStatement(statement, wanted, isSame, source.text);
    if (edit && !isUnderDirective(statement, source)) return edit;
  }
  return null;
}

function extendStatement(
  statement: TSESTree.Node,
  { name, local }: Wanted,
  isSame: (specifier: string) => boolean,
  text: string,
): TextEdit | null {
  if (statement.type === "ImportDeclaration" && statement.importKind !== "type" && isSame(statement.source.value))
    return addSpecifier(statement, name === local ? name : `${name} as ${local}`, text);
  const required = statement.type === "VariableDeclaration" ? findRequired(statement, isSame) : null;
  return required && addBehind(required, name === local ? name : `${name}: ${local}`, text);
}

/** Whether an edit of a statement's line is forbidden there: what is inserted has a line of its own then. */
function isUnderDirective({ range: [from, to] }: TSESTree.Node, source: Facts["source"]): boolean {
  return findDirective(source, { from, to, rule: "" }) !== null;
}

function addSpecifier({ specifiers }: TSESTree.ImportDeclaration, added: string, text: string): TextEdit | null {
  const last = specifiers.at(-1);
  if (last?.type === "ImportSpecifier") return addBehind(last, added, text);
  return last?.type === "ImportDefaultSpecifier"
    ? { start: last.range[1], end: last.range[1], text: `, { ${added} }` }
    : null;
}

/** The last name that is taken in `const { a, b } = require("…")`. */
function findRequired(
  { declarations }: TSESTree.VariableDeclaration,
  isSame: (specifier: string) => boolean,
): TSESTree.Node | null {
  for (const { id, init } of declarations) {
    const specifier = init && isRequireCall(init) ? literalString(init.arguments[0]) : null;
    const last = id.type === "ObjectPattern" ? id.properties.at(-1) : null;
    if (specifier !== null && isSame(specifier) && last?.type === "Property") return last;
  }
  return null;
}

/** In a list with a line for each name, on a line of its own. */
function addBehind({ range: [start, end] }: TSESTree.Node, added: string, text: string): TextEdit {
  const indent = /\r?\n[ \t]*$/.exec(text.slice(0, start))?.[0] ?? " ";
  return { start: end, end, text: `,${indent}${added}` };
}

export function isModule({ source: { ast, path } }: Facts): boolean {
  if (path.endsWith(".cjs")) return false;
  return /\.(?:mjs|[cm]ts|tsx?)$/.test(path) || ast.body.some((statement) => /^(?:Import|Export)/.test(statement.type));
}

/** The last `require` before anything is declared that could be called already. */
function findLastRequire({ body }: TSESTree.Program): TSESTree.Node | null {
  const run = findFirstRun(body);
  const end = body.findIndex((each) => each === run || /^(?:Function|Class)Declaration$/.test(each.type));
  return (
    body
      .slice(0, end < 0 ? body.length : end)
      .filter(requires)
      .at(-1) ?? null
  );
}

function requires(statement: TSESTree.Node): boolean {
  if (statement.type === "ExpressionStatement") return isRequireCall(toRoot(statement.expression));
  return (
    statement.type === "VariableDeclaration" &&
    statement.declarations.some(({ init }) => init !== null && isRequireCall(toRoot(init)))
  );
}

/** `require("dotenv")` in `require("dotenv").config()`. */
function toRoot(node: TSESTree.Node): TSESTree.Node {
  if (node.type === "CallExpression") {
    const { callee } = node;
    return isRequireCall(node) ? node : toRoot(callee);
  }
  return node.type === "MemberExpression" ? toRoot(node.object) : node;
}

interface Inserted {
  readonly statement: string;
  readonly style: FileStyle;
}

/** On the next line. A comment behind the statement is about it, unless it is about the next line. */
function insertBelow(text: string, offset: number, { statement, style: { newline } }: Inserted): TextEdit {
  const comment = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*(?=[\r\n]|$))/.exec(text.slice(offset))?.[0] ?? "";
  const at = isAboutNextLine(comment) ? offset : offset + comment.length;
  return { start: at, end: at, text: `${newline}${statement}` };
}

function isAboutNextLine(comment: string): boolean {
  return /-disable-next-line\b|@ts-(?:ignore|expect-error)\b/.test(comment);
}

/** Behind directives and what the file's head says of the file; before the first statement and the comments about it. */
function insertAtTop({ source: { ast, text } }: Facts, inserted: Inserted): TextEdit {
  const {
    statement,
    style: { newline },
  } = inserted;
  const directive = ast.body.filter((each) => "directive" in each && typeof each.directive === "string").at(-1);
  if (directive) {
    const edit = insertBelow(text, directive.range[1], inserted);
    const end = /^\r?\n[ \t]*(?:\r?\n|$)/.test(text.slice(edit.start)) ? "" : newline;
    return { ...edit, text: `${newline}${edit.text}${end}` };
  }
  const at = findHeadEnd(ast, text);
  return { start: at, end: at, text: `${statement}${newline}${newline}` };
}

/** Says something of the whole file, and has to stay at its top. */
const OF_FILE =
  /^!|@(?:ts-(?:no)?check|flow|license|licence|copyright|file|fileoverview|overview|jsx\w*|jest-environment|vitest-environment|format|prettier|preserve)\b|copyright|SPDX|licen[sc]ed? under|^\/ *<|^\s*(?:eslint|oxlint)-(?:disable|enable|env)(?![\w-])|^\s*(?:eslint|globals?|exported|jshint|jslint|istanbul ignore file|c8 ignore file|v8 ignore file)\s/i;

/** Where the comments begin that are about the first statement: they stand directly above it. */
function findHeadEnd(ast: TSESTree.Program, text: string): number {
  let at = ast.body[0]?.range[0] ?? text.length;
  for (const comment of (ast.comments ?? []).filter(({ range }) => range[1] <= at).reverse()) {
    const between = text.slice(comment.range[1], at);
    if (text.startsWith("#!", comment.range[0]) || OF_FILE.test(comment.value) || /\n\s*\n/.test(between)) break;
    at = comment.range[0];
  }
  return at;
}

/** A module in the file's own way to write specifiers. */
function toSpecifier(module: string, facts: Facts): string {
  if (!isAbsolutePath(module)) return module;
  const from = facts.source.path.split("/").slice(0, -1);
  const to = module.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => "..");
  const path = [...(up.length > 0 ? up : ["."]), ...to.slice(shared)].join("/");
  return `${path}${toExtension(facts)}`;
}

/** The extension that most of the file's relative imports have, of those that are there at run time. */
function toExtension(facts: Facts): string {
  const { imports, source, setting } = facts;
  const relative = [...imports].filter(
    (specifier) => /^\.{1,2}\//.test(specifier) && !/\.(?:json|css|scss|svg|vue|svelte|node)$/.test(specifier),
  );
  const ofTypes = findTypeSpecifiers(facts);
  const loaded = relative.filter((specifier) => !ofTypes.has(specifier));
  const extensions = (loaded.length > 0 ? loaded : relative).map(
    (specifier) => /\.[cm]?[jt]sx?$/.exec(specifier)?.[0].replace(/x$/, "") ?? "",
  );
  if (extensions.length === 0) return setting.importExtension ?? (/\.m[jt]s$/.test(source.path) ? ".mjs" : "");
  const counts = new Map<string, number>();
  for (const each of extensions) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

/** The specifiers of imports that are gone when the file is compiled. */
function findTypeSpecifiers({ source, bindings }: Facts): ReadonlySet<string> {
  const isOfType = (specifier: TSESTree.ImportClause): boolean => {
    const references = bindings.declaredBy(specifier)[0]?.references ?? [];
    // who knows no types does not say what a reference is
    const isRead = references.length > 0 && references.every(({ isValueReference }) => isValueReference === false);
    return isRead || isTypeImport(specifier);
  };
  const imports = source.ast.body.filter((statement) => statement.type === "ImportDeclaration");
  const ofTypes = imports.filter(({ specifiers }) => specifiers.length > 0 && specifiers.every(isOfType));
  return new Set(ofTypes.map((each) => each.source.value));
}

export function isTypeImport(node: TSESTree.Node | undefined): boolean {
  if (node?.type === "ImportSpecifier" && node.importKind === "type") return true;
  return node?.parent?.type === "ImportDeclaration" && node.parent.importKind === "type";
}

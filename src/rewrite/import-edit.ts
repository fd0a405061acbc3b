import type { TSESTree } from "@typescript-eslint/types";
import type { TextEdit } from "../syntax/edits.ts";
import type { Source } from "../syntax/source.ts";
import { traverse } from "../syntax/traverse.ts";
import { isFunction, isRequireCall, unwrap } from "../syntax/unwrap.ts";

/**
 * An import of `names` (exported and local), after the file's last one and in its style; a `require` stands above all that may
 * need it when the file is loaded, the place `before` among that.
 */
export function toImportEdit(
  source: Source,
  specifier: string,
  names: readonly (readonly [exported: string, local: string])[],
  before = source.text.length,
): TextEdit {
  const toNamed = (isEsm: boolean): string => {
    const list = names.map(([exported, local]) =>
      exported === local ? exported : exported + (isEsm ? " as " : ": ") + local,
    );
    return `{ ${list.sort().join(", ")} }`;
  };
  return toStatementEdit(source, { specifier, toBinding: toNamed }, before);
}

/** An import of the whole of a module under one name, as the file imports: its default, or what `require` gives. */
export function toDefaultImportEdit(source: Source, specifier: string, local: string): TextEdit {
  return toStatementEdit(source, { specifier, toBinding: () => local }, source.text.length);
}

function toStatementEdit(source: Source, wanted: Wanted, before: number): TextEdit {
  const { body } = source.ast;
  const imports = body.filter(({ type }) => type === "ImportDeclaration");
  // beside an import, `require` is one that was made (`createRequire`), or is compiled
  const loading = imports.length > 0 ? imports : body.filter(isRequire);
  const run = Math.min(before, findFirstRun(body)?.range[0] ?? before);
  const last = loading.filter((each) => each.type === "ImportDeclaration" || each.range[1] <= run).at(-1);
  const statement = toStatement(source, loading.at(-1), wanted);
  const eol = source.text.includes("\r\n") ? "\r\n" : "\n";
  if (last) return { start: last.range[1], end: last.range[1], text: eol + statement };
  const first =
    source.ast.body.find((each) => !("directive" in each) || typeof each.directive !== "string")?.range[0] ??
    source.text.length;
  return { start: first, end: first, text: statement + eol + eol };
}

interface Wanted {
  readonly specifier: string;
  readonly toBinding: (isEsm: boolean) => string;
}

function toStatement(
  { text, ast }: Source,
  like: TSESTree.Statement | undefined,
  { specifier, toBinding }: Wanted,
): string {
  const sample = like ? text.slice(...like.range) : 'import "";';
  const quote = /['"]/.exec(sample)?.[0] ?? '"';
  const end = sample.endsWith(";") ? ";" : "";
  const isEsm = like ? like.type === "ImportDeclaration" : ast.sourceType === "module";
  const module = `${quote}${specifier}${quote}`;
  return isEsm
    ? `import ${toBinding(true)} from ${module}${end}`
    : `const ${toBinding(false)} = require(${module})${end}`;
}

/** The first statement that may run what the file itself says, when it is loaded. */
export function findFirstRun(body: readonly TSESTree.ProgramStatement[]): TSESTree.ProgramStatement | null {
  const own = new Set(body.flatMap(toOwnNames));
  const isOwn = (node: TSESTree.Node): boolean =>
    isFunction(node) || (node.type === "Identifier" && own.has(node.name));
  return body.find((statement) => isRunning(statement, isOwn)) ?? null;
}

function isRunning(statement: TSESTree.ProgramStatement, isOwn: (node: TSESTree.Node) => boolean): boolean {
  let found = false;
  traverse(statement, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "CallExpression" || node.type === "NewExpression")
      found ||= isOwn(unwrap(node.callee)) || node.arguments.some((argument) => isOwn(unwrap(argument)));
    return !found;
  });
  return found;
}

/** The names of functions and classes that a statement declares. */
function toOwnNames(statement: TSESTree.ProgramStatement): string[] {
  if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration")
    return statement.id ? [statement.id.name] : [];
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === "Identifier" && init && (isFunction(init) || init.type === "ClassExpression") ? [id.name] : [],
  );
}

function isRequire(statement: TSESTree.Statement): boolean {
  return statement.type === "VariableDeclaration" && statement.declarations.some(({ init }) => isRequireCall(init));
}

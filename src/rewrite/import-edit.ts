import type { TSESTree } from "@typescript-eslint/types";
import type { TextEdit } from "../syntax/edits.ts";
import type { Source } from "../syntax/source.ts";
import { isRequireCall } from "../syntax/unwrap.ts";

/** An import of `names` (exported and local), after the file's last one and in its style. */
export function toImportEdit(
  source: Source,
  specifier: string,
  names: readonly (readonly [exported: string, local: string])[],
): TextEdit {
  const toNamed = (isEsm: boolean): string => {
    const list = names.map(([exported, local]) =>
      exported === local ? exported : exported + (isEsm ? " as " : ": ") + local,
    );
    return `{ ${list.sort().join(", ")} }`;
  };
  return toStatementEdit(source, specifier, toNamed);
}

/** An import of the whole of a module under one name, as the file imports: its default, or what `require` gives. */
export function toDefaultImportEdit(source: Source, specifier: string, local: string): TextEdit {
  return toStatementEdit(source, specifier, () => local);
}

function toStatementEdit(source: Source, specifier: string, toBinding: (isEsm: boolean) => string): TextEdit {
  const last = source.ast.body
    .filter((statement) => statement.type === "ImportDeclaration" || isRequire(statement))
    .at(-1);
  const statement = toStatement(source, last, { specifier, toBinding });
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

function isRequire(statement: TSESTree.Statement): boolean {
  return statement.type === "VariableDeclaration" && statement.declarations.some(({ init }) => isRequireCall(init));
}

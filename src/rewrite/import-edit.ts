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
  const last = source.ast.body
    .filter((statement) => statement.type === "ImportDeclaration" || isRequire(statement))
    .at(-1);
  const statement = toStatement(source, last, { specifier, names });
  const eol = source.text.includes("\r\n") ? "\r\n" : "\n";
  if (last) return { start: last.range[1], end: last.range[1], text: eol + statement };
  const first =
    source.ast.body.find((each) => !("directive" in each) || each.directive === undefined)?.range[0] ??
    source.text.length;
  return { start: first, end: first, text: statement + eol + eol };
}

interface Wanted {
  readonly specifier: string;
  readonly names: readonly (readonly [exported: string, local: string])[];
}

function toStatement({ text }: Source, like: TSESTree.Statement | undefined, { specifier, names }: Wanted): string {
  const sample = like ? text.slice(...like.range) : 'import "";';
  const quote = /['"]/.exec(sample)?.[0] ?? '"';
  const end = sample.endsWith(";") ? ";" : "";
  const isEsm = like === undefined || like.type === "ImportDeclaration";
  const list = names
    .map(([exported, local]) => (exported === local ? exported : exported + (isEsm ? " as " : ": ") + local))
    .sort()
    .join(", ");
  return isEsm
    ? `import { ${list} } from ${quote}${specifier}${quote}${end}`
    : `const { ${list} } = require(${quote}${specifier}${quote})${end}`;
}

function isRequire(statement: TSESTree.Statement): boolean {
  return statement.type === "VariableDeclaration" && statement.declarations.some(({ init }) => isRequireCall(init));
}

import type { Source } from "../syntax/source.ts";
import { isRequireCall, literalString } from "../syntax/unwrap.ts";
import type { Nodes } from "./facts.ts";
import { toPackagePath } from "./match.ts";

/** The specifiers that a file imports, re-exports or requires, without `npm:` and versions. */
export function findImports({ ast, text }: Source, nodes: Nodes): ReadonlySet<string> {
  const imports = new Set<string>();
  for (const statement of ast.body) {
    const isNaming =
      statement.type === "ImportDeclaration" ||
      statement.type === "ExportNamedDeclaration" ||
      statement.type === "ExportAllDeclaration";
    if (isNaming && statement.source) imports.add(toPackagePath(statement.source.value));
  }
  if (!text.includes("require")) return imports;
  for (const call of nodes.calls) {
    const specifier = isRequireCall(call) ? literalString(call.arguments[0]) : null;
    if (specifier !== null) imports.add(toPackagePath(specifier));
  }
  return imports;
}

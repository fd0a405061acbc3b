import type { TSESTree } from "@typescript-eslint/types";
import { isRequireCall, literalString } from "../syntax/unwrap.ts";
import type { Nodes } from "./facts.ts";
import { toPackagePath } from "./match.ts";

/** The specifiers that a file imports, re-exports or requires, without `npm:` and versions. */
export function findImports(program: TSESTree.Program, nodes: Nodes): ReadonlySet<string> {
  const required = nodes.calls.flatMap((call) => {
    const specifier = isRequireCall(call) ? literalString(call.arguments[0]) : null;
    return specifier === null ? [] : [specifier];
  });
  return new Set([...findDeclaredImports(program), ...required.map(toPackagePath)]);
}

/** Those that its import and export statements name. */
export function findDeclaredImports(program: TSESTree.Program): string[] {
  return program.body.flatMap((statement) =>
    "source" in statement && statement.source ? [toPackagePath(statement.source.value)] : [],
  );
}

import type { TSESTree } from "@typescript-eslint/types";
import { toDefaultImportEdit } from "../../../../src/rewrite/import-edit.ts";
import { applyEdits } from "../../../../src/syntax/apply-edits.ts";
import { Bindings } from "../../../../src/syntax/bindings.ts";
import { resolveConstant } from "../../../../src/syntax/constants.ts";
import type { TextEdit } from "../../../../src/syntax/edits.ts";
import { parse } from "../../../../src/syntax/parse.ts";
import type { Source } from "../../../../src/syntax/source.ts";
import { literalString, propertyValue } from "../../../../src/syntax/unwrap.ts";
import { pluginName } from "./json-config.ts";
import type { LintPreset } from "./lint-preset.ts";

/** The name by which a configuration knows the plugin. */
export const pluginVariable = "errorContract";

/**
 * An `eslint.config.*` with the preset at the end of its list. `null` where what is exported is no list that is written
 * there: `export default [...]`, `defineConfig(...)`, `tseslint.config(...)`, one object, or a constant that is one of them.
 */
export function extendFlatConfig(path: string, text: string, { flat }: LintPreset): string | null {
  const config = parseConfig(path, text);
  if (config === null || isTaken(config.source)) return null;
  const entry = `${pluginVariable}.configs[${quote(flat, text)}]`;
  const edits = toFlatEdits(config, config.exported, entry);
  return edits && applyEdits(text, [toDefaultImportEdit(config.source, pluginName, pluginVariable), ...edits]);
}

/** An `.eslintrc.js` with the preset at the end of what it extends; `null` where that is not written there. */
export function extendScriptConfig(path: string, text: string, { name }: LintPreset): string | null {
  const config = parseConfig(path, text);
  const object = config && resolveConstant(config.exported, config.bindings);
  if (object?.type !== "ObjectExpression") return null;
  const preset = quote(`plugin:${name}`, text);
  const extended = propertyValue(object, "extends");
  if (extended === null) return applyEdits(text, [toFirstProperty(object, `extends: [${preset}]`, text)]);
  if (extended === "unknown") return null;
  if (extended.type === "ArrayExpression")
    return applyEdits(text, toAppended(extended.elements, extended, preset, text));
  if (literalString(extended) === null) return null;
  const [start, end] = extended.range;
  return applyEdits(text, [{ start, end, text: `[${text.slice(start, end)}, ${preset}]` }]);
}

/** A string as the file writes most of its own. */
function quote(value: string, text: string): string {
  const [single, double] = [text.split("'").length, text.split('"').length];
  return single > double ? `'${value}'` : `"${value}"`;
}

interface Config {
  readonly source: Source;
  readonly bindings: Bindings;
  /** What the file gives to ESLint. */
  readonly exported: TSESTree.Node;
}

function parseConfig(path: string, text: string): Config | null {
  const { source } = parse(path, text);
  const exported = source?.ast.body.map(toExported).find((each) => each !== null);
  return source && exported ? { source, bindings: new Bindings(source.scopeManager), exported } : null;
}

/** `export default …`, `module.exports = …` */
function toExported(statement: TSESTree.Statement): TSESTree.Node | null {
  if (statement.type === "ExportDefaultDeclaration") return statement.declaration;
  if (statement.type !== "ExpressionStatement" || statement.expression.type !== "AssignmentExpression") return null;
  const { left, right } = statement.expression;
  const isExports =
    left.type === "MemberExpression" &&
    left.object.type === "Identifier" &&
    left.object.name === "module" &&
    left.property.type === "Identifier" &&
    left.property.name === "exports";
  return isExports ? right : null;
}

function isTaken({ scopeManager }: Source): boolean {
  return scopeManager.scopes.some((scope) => scope.set.has(pluginVariable));
}

function toFlatEdits(config: Config, exported: TSESTree.Node, entry: string): TextEdit[] | null {
  const { text } = config.source;
  const value = resolveConstant(exported, config.bindings);
  if (value.type === "ArrayExpression") return toAppended(value.elements, value, entry, text);
  if (value.type === "ObjectExpression") {
    const [start, end] = value.range;
    return [
      { start, end: start, text: "[" },
      { start: end, end, text: `, ${entry}]` },
    ];
  }
  if (value.type !== "CallExpression" || !isList(config, value)) return null;
  const [only, ...others] = value.arguments;
  const list = only && others.length === 0 ? resolveConstant(only, config.bindings) : null;
  if (list?.type === "ArrayExpression") return toAppended(list.elements, list, entry, text);
  return only ? toAppended(value.arguments, value, entry, text) : null;
}

/** Calls that take the entries of a configuration, or a list of them, and give them back. */
function isList({ bindings }: Config, { callee }: TSESTree.CallExpression): boolean {
  const origin = bindings.originOf(callee);
  if (origin?.root.kind !== "import") return false;
  const name = origin.path.at(-1);
  const { module } = origin.root;
  return (
    (name === "defineConfig" && module === "eslint/config") || (name === "config" && module === "typescript-eslint")
  );
}

/** One more element, formatted as the last one is, and after the comment behind it. */
function toAppended(
  elements: readonly (TSESTree.Node | null)[],
  list: TSESTree.Node,
  entry: string,
  text: string,
): TextEdit[] {
  const last = elements.at(-1);
  const close = list.range[1] - 1;
  if (!last) return [{ start: close, end: close, text: entry }];
  const [start, end] = last.range;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const before = /^\s*$/.test(line) && text.slice(end, close).includes("\n") ? newline + line : " ";
  const [tail = "", comma] = /^\s*(?:(,)(?:[ \t]*\/\/[^\n\r]*)?|\/\/[^\n\r]*)?/.exec(text.slice(end, close)) ?? [];
  const place = end + (comma === undefined && !tail.includes("//") ? 0 : tail.length);
  const added = { start: place, end: place, text: `${before}${entry}${comma ?? ""}` };
  return comma === undefined ? [{ start: end, end, text: "," }, added] : [added];
}

function toFirstProperty({ range, properties }: TSESTree.ObjectExpression, property: string, text: string): TextEdit {
  const start = range[0] + 1;
  const [first] = properties;
  const gap = first ? text.slice(start, first.range[0]) : "";
  return { start, end: start, text: first ? `${gap.trim() === "" ? gap : " "}${property},` : ` ${property} ` };
}

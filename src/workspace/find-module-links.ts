import type { TSESTree } from "@typescript-eslint/types";
import { findExports } from "../analysis/find-exports.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { isRequireCall, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { ExportEntry, TableEntry } from "./file-contribution.ts";
import { findHeld } from "./find-table.ts";
import { toModule, toProduct, toReference, toTypeName, type ReadFile } from "./to-reference.ts";

/** What a file exports, and under which names; re-exports lead on to other modules. */
export function findExportEntries(file: ReadFile): ExportEntry[] {
  const { source, nodes, bindings } = file.facts;
  const own = findExports(source.ast, nodes, bindings).flatMap(({ name, node }) => toEntries(name, node, file));
  return [...own, ...source.ast.body.flatMap((statement) => toReExports(statement, file))];
}

/** An object that is the default export, or all of `module.exports`, has its members for exports, too. */
function toEntries(name: string | null, node: TSESTree.Node, file: ReadFile): ExportEntry[] {
  const inner = unwrap(node);
  const members =
    (name === null || name === "default") && inner.type === "ObjectExpression" ? toMembers(inner, file) : [];
  return [{ name: name ?? "default", target: toTarget(inner, file) }, ...members];
}

function toMembers(object: TSESTree.ObjectExpression, file: ReadFile): ExportEntry[] {
  return object.properties.flatMap((property) => {
    const name = property.type === "Property" ? propertyName(property) : null;
    return name !== null && property.type === "Property"
      ? [{ name, target: toMemberTarget(property.value, file) }]
      : [];
  });
}

/** A function that is made there by another counts as one, too. */
function toMemberTarget(node: TSESTree.Node, file: ReadFile): ExportEntry["target"] {
  const target = toTarget(node, file);
  return target.kind === "value" && target.type === null ? (toProduct(node, file) ?? target) : target;
}

function toTarget(node: TSESTree.Node, file: ReadFile): ExportEntry["target"] {
  const { bindings } = file.facts;
  if (node.type === "ClassDeclaration" || node.type === "ClassExpression")
    return { kind: "class", name: node.id?.name ?? "default" };
  const index = file.numbers.get(node);
  if (index !== undefined) return { kind: "function", index };
  const reference = toReference(node, file);
  if (reference && reference.kind !== "member") return reference;
  const origin = bindings.originOf(node);
  if (
    origin?.root.kind === "declaration" &&
    origin.path.length === 0 &&
    origin.root.variable.defs[0]?.node.type === "ClassDeclaration"
  ) {
    return { kind: "class", name: origin.root.variable.name };
  }
  const members = findTable(node, file);
  const holds = findHeld(node, file);
  return {
    kind: "value",
    type: origin && toTypeName(origin, file),
    ...(members.length > 0 && { members }),
    ...(holds.length > 0 && { holds }),
  };
}

/** What is known of the functions that an object holds, which stands there or is kept by a name. */
function findTable(node: TSESTree.Node, file: ReadFile): TableEntry[] {
  const variable = node.type === "Identifier" ? file.facts.bindings.variableOf(node) : null;
  const declarator = variable && isUnreassigned(variable) ? variable.defs[0]?.node : null;
  const init =
    declarator?.type === "VariableDeclarator" && declarator.id.type === "Identifier" ? declarator.init : null;
  const object = unwrap(init ?? node);
  return object.type === "ObjectExpression" ? object.properties.flatMap((each) => toTableEntry(each, file) ?? []) : [];
}

function toTableEntry(property: TSESTree.ObjectLiteralElement, file: ReadFile): TableEntry | null {
  const name = property.type === "Property" ? propertyName(property) : null;
  if (name === null || property.type !== "Property") return null;
  const target = toReference(property.value, file) ?? toProduct(property.value, file);
  return target && { name, target };
}

function toReExports(statement: TSESTree.ProgramStatement, file: ReadFile): ExportEntry[] {
  if (statement.type === "ExportAllDeclaration") {
    const name = statement.exported === null ? "*" : nameOf(statement.exported);
    return [{ name, target: { kind: "import", module: toModule(statement.source.value, file), path: [] } }];
  }
  if (statement.type !== "ExportNamedDeclaration" || !statement.source) return [];
  const module = toModule(statement.source.value, file);
  return statement.specifiers.map(({ exported, local }) => {
    const name = nameOf(local);
    return { name: nameOf(exported), target: { kind: "import", module, path: name === "default" ? [] : [name] } };
  });
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}

/** What a file loads when it runs: not what only types are taken from. */
export interface Loads {
  readonly imports: readonly string[];
  readonly effects: readonly string[];
}

/** The modules that a file loads, by `import`, `export … from`, `require` or `import()`. */
export function findLoads(file: ReadFile): Loads {
  const { source, nodes } = file.facts;
  const declared = source.ast.body.flatMap((statement) => (isLoading(statement) ? [statement.source.value] : []));
  const called = nodes.calls.flatMap((call) => literalString(isRequireCall(call) ? call.arguments[0] : null) ?? []);
  const dynamic = findDynamic(file);
  const equal = source.ast.body.flatMap((statement) => findEqual(statement) ?? []);
  const effects = source.ast.body.flatMap((statement) => findEffect(statement) ?? []);
  const toModules = (specifiers: readonly string[]): string[] => [
    ...new Set(specifiers.map((each) => toModule(each, file))),
  ];
  return { imports: toModules([...declared, ...called, ...equal, ...dynamic]), effects: toModules(effects) };
}

type Loading = TSESTree.ProgramStatement & { readonly source: TSESTree.StringLiteral };

function isLoading(statement: TSESTree.ProgramStatement): statement is Loading {
  if (statement.type === "ImportDeclaration") {
    const isTypes = (each: TSESTree.ImportClause): boolean =>
      each.type === "ImportSpecifier" && each.importKind === "type";
    return (
      statement.importKind !== "type" && (statement.specifiers.length === 0 || !statement.specifiers.every(isTypes))
    );
  }
  if (statement.type === "ExportAllDeclaration") return statement.exportKind !== "type";
  return statement.type === "ExportNamedDeclaration" && statement.source !== null && statement.exportKind !== "type";
}

/** `await import("./late.js")`: found by its text, as it stands in no list of nodes. */
function findDynamic({ facts }: ReadFile): string[] {
  return [...facts.source.text.matchAll(/\bimport\(\s*["'`]([^"'`$]+)["'`]\s*\)/g)].flatMap(
    ([, specifier]) => specifier ?? [],
  );
}

/** `import load = require("./load");` */
function findEqual(statement: TSESTree.ProgramStatement): string | null {
  if (statement.type !== "TSImportEqualsDeclaration" || statement.importKind === "type") return null;
  const { moduleReference } = statement;
  return moduleReference.type === "TSExternalModuleReference" ? literalString(moduleReference.expression) : null;
}

function findEffect(statement: TSESTree.ProgramStatement): string | null {
  if (statement.type === "ImportDeclaration") return statement.specifiers.length === 0 ? statement.source.value : null;
  const call = statement.type === "ExpressionStatement" ? statement.expression : null;
  return isRequireCall(call) ? literalString(call.arguments[0]) : null;
}

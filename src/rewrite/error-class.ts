import type { TSESTree } from "@typescript-eslint/types";
import { isGlobMatch } from "../contract/glob.ts";
import type { ErrorBinding } from "../contract/contract.ts";
import type { Facts } from "../analysis/facts.ts";
import { isBinding } from "../analysis/match.ts";
import { innermostScope } from "../syntax/bindings.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { toFileStyle, toLiteral, type FileStyle } from "./file-style.ts";

/** The name by which the contract's error class can be used at a place, and the import that it takes, if any. */
export interface ProvidedClass {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Makes the contract's error class usable at a place. A text instead of it is the reason why that cannot be done. */
export function provideErrorClass(binding: ErrorBinding, node: TSESTree.Node, facts: Facts): ProvidedClass | string {
  const name = (binding.name ?? "").split(".")[0] ?? "";
  const present = findUsable(binding, node, facts);
  if (present !== null) return { name: present, edits: [] };
  const { path } = facts.source;
  if (binding.module === null) return `${name} is declared in no module that this file could import`;
  if (isBoundaryFile(facts)) return `the boundary does not import ${name}`;
  if (path.startsWith(`${binding.module}.`) || path.startsWith(`${binding.module}/index.`))
    return `this is the module of ${name} itself`;
  const local = toFreeName(name, node, facts);
  return { name: local, edits: [toImport({ binding, name, local }, facts)] };
}

/** The name of a value import or declaration of the class that can be seen from a place. */
function findUsable(binding: ErrorBinding, node: TSESTree.Node, { source, bindings }: Facts): string | null {
  for (let scope = innermostScope(source.scopeManager, node); scope; scope = scope.upper) {
    for (const variable of scope.variables) {
      const origin = variable.defs.length === 1 ? bindings.originOfVariable(variable) : null;
      if (
        !origin ||
        isTypeImport(variable.defs[0]?.node) ||
        !isBinding(origin, { ...binding, name: binding.name?.split(".")[0] ?? "" }, source.path)
      )
        continue;
      if (isSeen(variable.name, node, { source, variable })) return variable.name;
    }
  }
  return null;
}

function isSeen(
  name: string,
  node: TSESTree.Node,
  { source, variable }: { source: Facts["source"]; variable: unknown },
): boolean {
  for (let scope = innermostScope(source.scopeManager, node); scope; scope = scope.upper) {
    const found = scope.set.get(name);
    if (found) return found === variable;
  }
  return false;
}

function isTypeImport(node: TSESTree.Node | undefined): boolean {
  if (node?.type === "ImportSpecifier" && node.importKind === "type") return true;
  return node?.parent?.type === "ImportDeclaration" && node.parent.importKind === "type";
}

/** The class's name, or another one where somebody else goes by it here. */
function toFreeName(name: string, node: TSESTree.Node, { source }: Facts): string {
  const isTaken = (candidate: string): boolean =>
    source.scopeManager.scopes.some((scope) => scope.set.has(candidate) && scope.type !== "global");
  return (
    [name, `Contract${name}`, `Coded${name}`].find((candidate) => !isTaken(candidate)) ?? `${name}${node.range[0]}`
  );
}

function isBoundaryFile({ source, setting }: Facts): boolean {
  const boundaries = setting.contract?.boundaries ?? [];
  return boundaries.some(
    ({ files, module }) =>
      files.some((glob) => isGlobMatch(glob, source.path)) || (module !== null && source.path.startsWith(`${module}.`)),
  );
}

interface Wanted {
  readonly binding: ErrorBinding;
  readonly name: string;
  readonly local: string;
}

function toImport(wanted: Wanted, facts: Facts): TextEdit {
  const style = toFileStyle(facts);
  const specifier = toSpecifier(wanted.binding.module ?? "", facts);
  const { ast, text } = facts.source;
  const imports = ast.body.filter(
    (statement): statement is TSESTree.ImportDeclaration => statement.type === "ImportDeclaration",
  );
  const same = imports.find((each) => each.source.value === specifier && each.importKind !== "type");
  const extended = same && wanted.binding.export !== "default" ? addSpecifier(same, wanted) : null;
  if (extended) return extended;
  const statement = isModule(facts)
    ? toImportStatement(wanted, specifier, style)
    : toRequireStatement(wanted, specifier, style);
  const last = imports.at(-1) ?? findLastRequire(ast);
  if (last) return insertAfterLine(text, last.range[1], `${style.newline}${statement}`);
  return insertAtTop(facts, `${statement}${style.newline}`);
}

function isModule({ source: { ast, path } }: Facts): boolean {
  if (/\.(?:cjs|cts)$/.test(path)) return false;
  return /\.(?:mjs|mts|tsx?)$/.test(path) || ast.body.some((statement) => /^(?:Import|Export)/.test(statement.type));
}

function toImportStatement({ binding, name, local }: Wanted, specifier: string, style: FileStyle): string {
  const names = binding.export === "default" ? local : `{ ${name === local ? name : `${name} as ${local}`} }`;
  return `import ${names} from ${toLiteral(specifier, style)}${style.end}`;
}

function toRequireStatement({ binding, name, local }: Wanted, specifier: string, style: FileStyle): string {
  const names = binding.export === "default" ? local : `{ ${name === local ? name : `${name}: ${local}`} }`;
  return `const ${names} = require(${toLiteral(specifier, style)})${style.end}`;
}

function addSpecifier(declaration: TSESTree.ImportDeclaration, { name, local }: Wanted): TextEdit | null {
  const last = declaration.specifiers.at(-1);
  if (last?.type !== "ImportSpecifier") return null;
  return { start: last.range[1], end: last.range[1], text: `, ${name === local ? name : `${name} as ${local}`}` };
}

function findLastRequire(ast: TSESTree.Program): TSESTree.Node | null {
  const isRequire = (statement: TSESTree.Node): boolean =>
    statement.type === "VariableDeclaration" &&
    statement.declarations.some(({ init }) => init !== null && /^(?:require\()/.test(toCallText(init)));
  return ast.body.filter(isRequire).at(-1) ?? null;
}

function toCallText(node: TSESTree.Node): string {
  const call = node.type === "MemberExpression" ? node.object : node;
  return call.type === "CallExpression" && call.callee.type === "Identifier" ? `${call.callee.name}(` : "";
}

/** Behind what else stands on the line: a comment there is about the line. */
function insertAfterLine(text: string, offset: number, inserted: string): TextEdit {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*(?=[\r\n]|$))?/.exec(text.slice(offset))?.[0] ?? "";
  const at = rest.trim() === "" ? offset : offset + rest.length;
  return { start: at, end: at, text: inserted };
}

/** Before the first statement that is no directive, and before the comment that is about its line. */
function insertAtTop({ source: { ast, text } }: Facts, inserted: string): TextEdit {
  const directive = ast.body
    .filter((statement) => "directive" in statement && statement.directive !== undefined)
    .at(-1);
  if (directive) return insertAfterLine(text, directive.range[1], `\n${inserted.trimEnd()}`);
  const first = ast.body[0];
  const about = ast.comments
    ?.filter(
      (comment) => first && comment.range[1] <= first.range[0] && /@ts-|eslint-disable-next-line/.test(comment.value),
    )
    .at(0);
  const at = about?.range[0] ?? first?.range[0] ?? 0;
  return { start: at, end: at, text: inserted };
}

/** A module in the file's own way to write specifiers. */
function toSpecifier(module: string, facts: Facts): string {
  if (!module.startsWith("/") && !/^[A-Za-z]:\//.test(module)) return module;
  const from = facts.source.path.split("/").slice(0, -1);
  const to = module.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => "..");
  const path = [...(up.length > 0 ? up : ["."]), ...to.slice(shared)].join("/");
  return `${path}${toExtension(facts)}`;
}

/** The extension that the file's relative imports have. */
function toExtension({ imports, source, setting }: Facts): string {
  const relative = [...imports].filter(
    (specifier) => /^\.{1,2}\//.test(specifier) && !/\.(?:json|css|svg|vue|svelte)$/.test(specifier),
  );
  const extension = relative.map((specifier) => /\.[cm]?[jt]sx?$/.exec(specifier)?.[0] ?? "");
  if (extension.length > 0) return extension.find((each) => each !== "")?.replace(/x$/, "") ?? "";
  return /\.m[jt]s$/.test(source.path) ? ".mjs" : (setting.importExtension ?? "");
}

import type { ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { sortEdits } from "../syntax/apply-edits.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { oncePer } from "../syntax/once-per.ts";
import type { Source } from "../syntax/source.ts";
import { isRequireCall, unwrap } from "../syntax/unwrap.ts";
import { closeGap, removeStatement } from "./remove-statement.ts";

/**
 * The edits with more of them: what only the removed text used goes too, imports and functions that are not exported.
 * Give it all edits of a file at once, since a name may lose its uses one by one. In order of position.
 */
export function removeUnusedNames(edits: readonly TextEdit[], source: Source): TextEdit[] {
  let all = [...edits];
  for (let next = findUnused(all, source); next.length > 0; next = findUnused(all, source)) {
    all = [...all.filter((edit) => isLineBelow(edit) || !next.some((outer) => isWithin(edit, outer))), ...next];
  }
  return joinRemovals(keepInsertions(all), source);
}

/** What comes on a line below one that goes takes its place. */
function keepInsertions(edits: readonly TextEdit[]): readonly TextEdit[] {
  const isBelow = (edit: TextEdit, removal: TextEdit): boolean =>
    isLineBelow(edit) && edit.start > removal.start && edit.start < removal.end;
  const removals = edits.filter(({ text }) => text === "");
  return edits.flatMap((edit): readonly TextEdit[] => {
    if (removals.some((removal) => isBelow(edit, removal))) return [];
    const inserted = edit.text === "" ? edits.filter((each) => isBelow(each, edit)) : [];
    const last = inserted.at(-1);
    const text = inserted.map((each) => each.text).join("");
    return last ? [{ start: edit.start, end: last.start, text: text.replace(/^\r?\n/, "") }] : [edit];
  });
}

/** Whether an edit inserts a line below another: an import. */
function isLineBelow({ start, end, text }: TextEdit): boolean {
  return start === end && /^\r?\n/.test(text);
}

/** Lines that go one after the other go as one, with the blank line that would be left. */
function joinRemovals(edits: readonly TextEdit[], { text }: Source): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of sortEdits(edits)) {
    const last = joined.at(-1);
    const isNext = last?.end === edit.start && last.text === "" && edit.text === "" && text[edit.start - 1] === "\n";
    if (isNext && last) joined.splice(-1, 1, { ...closeGap(last.start, edit.end, text), text: "" });
    else joined.push(edit);
  }
  return joined;
}

function findUnused(edits: readonly TextEdit[], source: Source): TextEdit[] {
  const gone = edits.filter(({ start, end }) => end > start);
  const inserted = edits.filter(({ start, end, text }) => end === start && !/^\s*import\b|\brequire\(/.test(text));
  const lost = toLostText(gone, source);
  const unused = removableOf(source.scopeManager).filter(
    (variable) =>
      lost.includes(variable.name) &&
      isUsedOnlyIn(gone, variable, source) &&
      !inserted.some(({ text }) => mentions(text, variable.name)),
  );
  const removals = toImportRemovals(unused, gone, source);
  return [...removals, ...unused.flatMap((each) => removeFunction(each, source))].filter(
    (edit) => !edits.some((other) => isWithin(edit, other)),
  );
}

/** What is lost by edits: whose name is not in it loses no use. */
export function toLostText(edits: readonly TextEdit[], { text }: Source): string {
  return edits.map(({ start, end }) => text.slice(start, end)).join("\n");
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The variables of a file that could go with their uses: what it imports, and functions of its top level. */
const removableOf = oncePer(({ scopes }: ScopeManager): readonly Variable[] =>
  scopes.flatMap(({ variables }) => variables.filter(canGo)),
);

function canGo({ defs: [definition, ...others], references }: Variable): boolean {
  if (!definition || others.length > 0 || references.length === 0) return false;
  const { node, name, type } = definition;
  // a parameter's node is the function
  if (String(type) === "Parameter") return false;
  return findSpecifier(node, name) !== null || findFunction(node) !== null;
}

function isUsedOnlyIn(gone: readonly TextEdit[], { name, references, defs }: Variable, { text }: Source): boolean {
  const read = references.filter((reference) => reference.init !== true);
  const own = defs[0]?.node.range;
  const isGone = (node: TSESTree.Node): boolean =>
    gone.some((edit) => isWithin({ start: node.range[0], end: node.range[1] }, edit) && !mentions(edit.text, name));
  const isOwn = (node: TSESTree.Node): boolean =>
    own !== undefined && node.range[0] >= own[0] && node.range[1] <= own[1];
  return (
    !defs.some(({ name: declared }) => isGone(declared)) &&
    read.some(({ identifier }) => isGone(identifier)) &&
    read.every(({ identifier }) => isGone(identifier) || isOwn(identifier)) &&
    !isElement(name, text)
  );
}

/** Whether what is written in the place of something else goes on using a name. */
function mentions(text: string, name: string): boolean {
  return text !== "" && (text.match(/[\p{ID_Continue}$]+/gu)?.includes(name) ?? false);
}

/** Not every scope analysis counts the names of elements. */
function isElement(name: string, text: string): boolean {
  return new RegExp(`<\\s*${name.replaceAll("$", "\\$")}\\b`).test(text);
}

const neverAbout = { isAbout: () => false };
const alwaysAbout = { isAbout: () => true };

/** A function of the file, with its documentation; one that is exported has uses elsewhere. */
function removeFunction({ defs: [definition] }: Variable, source: Source): TextEdit[] {
  const statement = definition ? findFunction(definition.node) : null;
  const removal = statement && removeStatement(statement, source, alwaysAbout);
  return removal === null || typeof removal === "string" ? [] : [removal];
}

/** The statement of the top level that declares a function, and nothing else. */
function findFunction(node: TSESTree.Node): TSESTree.Node | null {
  const isOne = node.type === "FunctionDeclaration" || (node.type === "VariableDeclarator" && isOnlyFunction(node));
  const statement = node.type === "VariableDeclarator" ? node.parent : node;
  return isOne && statement.parent?.type === "Program" ? statement : null;
}

function isOnlyFunction({ init, parent }: TSESTree.VariableDeclarator): boolean {
  const value = init && unwrap(init);
  return (
    parent.declarations.length === 1 &&
    (value?.type === "ArrowFunctionExpression" || value?.type === "FunctionExpression")
  );
}

/** One edit for each statement that imports some of the names, with those that are gone already; none where it cannot be told apart. */
function toImportRemovals(unused: readonly Variable[], gone: readonly TextEdit[], source: Source): TextEdit[] {
  const names = new Map<TSESTree.Node, TSESTree.Node[]>();
  for (const { defs } of unused) {
    const specifier = defs[0] && findSpecifier(defs[0].node, defs[0].name);
    if (specifier) names.set(specifier.statement, [...(names.get(specifier.statement) ?? []), specifier.node]);
  }
  return [...names].flatMap(([statement, nodes]) => {
    const isGone = ({ range: [start, end] }: TSESTree.Node): boolean =>
      gone.some((edit) => edit.text === "" && isWithin({ start, end }, edit));
    const before = specifiersOf(statement).filter((each) => !nodes.includes(each) && isGone(each));
    return removeSpecifiers(statement, [...nodes, ...before], source);
  });
}

interface Specifier {
  readonly statement: TSESTree.Node;
  readonly node: TSESTree.Node;
}

/** What brings a name into the file: a part of an import, or of `const … = require("…")`. */
function findSpecifier(node: TSESTree.Node, name: TSESTree.Node): Specifier | null {
  if (/^Import(?:Default|Namespace)?Specifier$/.test(node.type) && node.parent) return { statement: node.parent, node };
  if (node.type === "TSImportEqualsDeclaration") return { statement: node, node };
  if (node.type !== "VariableDeclarator" || !isRequireCall(node.init) || node.parent.declarations.length !== 1)
    return null;
  if (node.id === name) return { statement: node.parent, node };
  const property =
    node.id.type === "ObjectPattern"
      ? node.id.properties.find((each) => each.type === "Property" && each.value === name)
      : null;
  return property ? { statement: node.parent, node: property } : null;
}

function removeSpecifiers(statement: TSESTree.Node, nodes: readonly TSESTree.Node[], source: Source): TextEdit[] {
  const all = specifiersOf(statement);
  if (nodes.length >= all.length) {
    const removal = removeStatement(statement, source, neverAbout);
    return typeof removal === "string" ? [] : [removal];
  }
  // `import Bugsnag, { Client } from …`: braces and commas depend on what is left
  const listed = all.filter(({ type }) => type === "ImportSpecifier" || type === "Property");
  if (listed.length < all.length && (nodes.some((node) => !listed.includes(node)) || nodes.length === listed.length)) {
    return rewriteClause(
      statement,
      all.filter((each) => !nodes.includes(each)),
      source,
    );
  }
  return toRuns(listed, nodes).map((run) => ({ ...run, text: "" }));
}

function specifiersOf(statement: TSESTree.Node): readonly TSESTree.Node[] {
  if (statement.type === "ImportDeclaration") return statement.specifiers;
  const declared = statement.type === "VariableDeclaration" ? statement.declarations[0]?.id : undefined;
  return declared?.type === "ObjectPattern" ? declared.properties : [statement];
}

/** What stands between `import` and `from`, anew. */
function rewriteClause(statement: TSESTree.Node, left: readonly TSESTree.Node[], { text }: Source): TextEdit[] {
  if (statement.type !== "ImportDeclaration" || statement.importKind === "type") return [];
  const bare = left.filter(({ type }) => type !== "ImportSpecifier");
  const listed = left.filter(({ type }) => type === "ImportSpecifier");
  const write = (nodes: readonly TSESTree.Node[]): string => nodes.map(({ range }) => text.slice(...range)).join(", ");
  const clause = [...bare.map((each) => write([each])), ...(listed.length > 0 ? [`{ ${write(listed)} }`] : [])].join(
    ", ",
  );
  const head = text.slice(statement.range[0], statement.source.range[0]);
  const [, keyword = "", from = ""] = /^(import\s+)(?!\s)[^]*(?<!\s)(\s*from\s*)$/.exec(head) ?? [];
  if (keyword === "") return [];
  const start = statement.range[0] + keyword.length;
  return [{ start, end: statement.source.range[0] - from.length, text: clause }];
}

/** Each removed name with the comma behind it; those at the end in one piece, with the comma before. */
function toRuns(all: readonly TSESTree.Node[], removed: readonly TSESTree.Node[]): Range[] {
  const kept = [...all].reverse().find((each) => !removed.includes(each));
  const end = all.at(-1)?.range[1];
  if (!kept || end === undefined) return [];
  const runs = all.slice(0, all.indexOf(kept)).flatMap((node, index): Range[] => {
    const next = all[index + 1];
    return next && removed.includes(node) ? [{ start: node.range[0], end: next.range[0] }] : [];
  });
  return end > kept.range[1] ? [...runs, { start: kept.range[1], end }] : runs;
}

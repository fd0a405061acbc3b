/** A node of a concrete syntax tree, as tree-sitter gives it. */
export interface SyntaxNode {
  readonly id: number;
  readonly type: string;
  readonly text: string;
  /** In UTF-16 units. */
  readonly startIndex: number;
  readonly endIndex: number;
  /** Both from 0; columns in UTF-16 units. */
  readonly startPosition: { readonly row: number; readonly column: number };
  readonly parent: SyntaxNode | null;
  readonly children: readonly SyntaxNode[];
  readonly namedChildren: readonly SyntaxNode[];
  childForFieldName(name: string): SyntaxNode | null;
}

/** Makes the tree of a text; the caller is given its root and asks nothing of it after `read` returns. */
export type ReadTree = <T>(text: string, read: (root: SyntaxNode) => T) => T;

/** A node and all below it, in source order. */
export function* walk(node: SyntaxNode): Generator<SyntaxNode> {
  const ahead = [node];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    yield next;
    ahead.push(...[...next.namedChildren].reverse());
  }
}

/** All tokens below a node: what a macro is given has no other structure. */
export function* walkTokens(node: SyntaxNode): Generator<SyntaxNode> {
  const ahead = [node];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (next.children.length === 0 || /string_literal$/.test(next.type)) yield next;
    else ahead.push(...[...next.children].reverse());
  }
}

/** What a string literal without escapes says: `"X"`, `` `X` ``, `r"X"`; `null` for anything else. */
export function toStringValue(node: SyntaxNode | null | undefined): string | null {
  if (!node || !/string_literal$/.test(node.type)) return null;
  const match = /^[rb]*#*(["`])([^]*)\1#*$/.exec(node.text);
  const value = match?.[2];
  return value === undefined || value.includes("\\") ? null : value;
}

export function sameNode(one: SyntaxNode | null, other: SyntaxNode | null): boolean {
  return one !== null && other !== null && one.id === other.id;
}

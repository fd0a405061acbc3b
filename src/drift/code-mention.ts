import type { Contract } from "../contract/contract.ts";
import { findNearest } from "../contract/suggest.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** A code that a Go or Rust source names, at a place where the contract's are meant. */
export interface CodeMention {
  readonly node: SyntaxNode;
  /** What of it says the code: a literal, or the last word of a path. */
  readonly name: SyntaxNode;
  readonly code: string;
  /** As it is written: `errs.NotFound`, `NOT_FOUND`. */
  readonly written: string;
  readonly where: MentionPlace;
  readonly claim: Claim;
}

export type MentionPlace = "construction" | "property";

/** Whether a place is the contract's for certain; at a `likely` one a code is known by being one, or all but one. */
export type Claim = "certain" | "likely";

/** Collects the mentions of a file, each once. */
export class Mentions {
  readonly #byNode = new Map<number, CodeMention>();

  constructor(readonly contract: Contract) {}

  add(mention: CodeMention): void {
    if (!this.#byNode.has(mention.node.id)) this.#byNode.set(mention.node.id, mention);
  }

  /** Adds a string literal, where it is spelt as codes are. */
  addText(
    { node, text }: { readonly node: SyntaxNode; readonly text: string },
    where: MentionPlace,
    claim: Claim,
  ): void {
    const { codes, codePattern } = this.contract;
    if (!codes.has(text) && !codePattern.test(text)) return;
    if (claim === "likely" && !codes.has(text) && findNearest(text, codes.keys(), 2) === null) return;
    this.add({ node, name: node, code: text, written: text, where, claim });
  }

  toList(): CodeMention[] {
    return [...this.#byNode.values()].sort(
      ({ node: { startPosition: one } }, { node: { startPosition: other } }) =>
        one.row - other.row || one.column - other.column,
    );
  }
}

import type { TSESTree } from "@typescript-eslint/types";
import type { Contract } from "../contract/contract.ts";
import { isSystemCode } from "../knowledge/system-codes.ts";
import type { CodeClaim } from "./code-claim.ts";
import type { Facts } from "./facts.ts";
import { findMisspelt } from "./find-misspelt.ts";

/** A code that is written out, at a place where the contract's are meant. Known and unknown ones alike. */
export interface CodeUse {
  /** The literal, or the name of a property or an enum's member; what reads a constant of another file, for a `reference`. */
  readonly node: TSESTree.Node;
  readonly code: string;
  readonly where:
    | "construction"
    | "property"
    | "comparison"
    | "case"
    | "membership"
    | "assignment"
    | "member"
    | "declaration"
    | "reference";
  /** Whether the place says that it is the contract's; otherwise the spelling does: it is one of its codes, or all but. */
  readonly certain: boolean;
}

/** Collects uses by node, and drops what is only possibly ours and not spelt like it. */
export class CodeUses {
  readonly #byNode = new Map<TSESTree.Node, CodeUse>();
  readonly #spelt = new Map<string, boolean>();

  constructor(
    readonly facts: Facts,
    readonly contract: Contract,
  ) {}

  add(node: TSESTree.Node, code: string, where: CodeUse["where"], claim: CodeClaim): void {
    if (claim === null || this.#byNode.get(node)?.certain) return;
    const certain = claim === "certain";
    if (certain || this.#isSpeltLikeOurs(code)) this.#byNode.set(node, { node, code, where, certain });
  }

  toList(): CodeUse[] {
    return [...this.#byNode.values()].sort((one, other) => one.node.range[0] - other.node.range[0]);
  }

  #isSpeltLikeOurs(code: string): boolean {
    const { codes, codePattern } = this.contract;
    if (codes.has(code)) return true;
    if (!codePattern.test(code) || isSystemCode(code)) return false;
    const known =
      this.#spelt.get(code) ?? findMisspelt(code, { codes: codes.keys(), text: this.facts.source.text }) !== null;
    this.#spelt.set(code, known);
    return known;
  }
}

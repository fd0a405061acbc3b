import { join } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { isTestPath } from "../../../src/contract/scope.ts";
import type { SourceDrift } from "../../../src/drift/find-go-drift.ts";
import type { SourceText } from "../../../src/drift/go-packages.ts";
import type { SyntaxNode } from "../../../src/drift/syntax-node.ts";
import { readForeignSources, type Language } from "./foreign-sources.ts";
import type { OpenContract } from "./open-contract.ts";
import type { CheckProblem, Place } from "./problem.ts";
import type { PlacedUse } from "./read-sources.ts";

/** What the Go and Rust sources of a repository say of codes and of the envelope. */
export interface Drift {
  /** How many files the contract is in force for. */
  readonly files: number;
  readonly uses: readonly PlacedUse[];
  /** Where structs depart from the envelope. */
  readonly problems: readonly CheckProblem[];
}

/** Throws `GIT_FAILED`. */
export async function readDrift(opened: OpenContract): Promise<Drift> {
  const { contract, root } = opened;
  const { files, views } = await readForeignSources(opened, (drift, source, language) =>
    toPlaced(drift, source, { language, contract, root }),
  );
  return { files, uses: views.flatMap(({ uses }) => uses), problems: views.flatMap(({ problems }) => problems) };
}

interface Placing {
  readonly language: Language;
  readonly contract: Contract;
  readonly root: string;
}

function toPlaced(
  { mentions, envelopes }: SourceDrift,
  source: SourceText,
  { language, contract, root }: Placing,
): Pick<Drift, "uses" | "problems"> {
  const { file } = source;
  const testsFrom = isTestPath(contract, join(root, file)) ? 1 : (language.findTests(source) ?? Infinity);
  const uses = mentions.map(({ node, code, written, where }) => {
    const place = toPlace(node, file);
    return { code, written, where, isTest: place.line >= testsFrom, ...place };
  });
  const problems = envelopes
    .map(({ node, message }) => ({ message, place: toPlace(node, file) }))
    .filter(({ place }) => place.line < testsFrom)
    .map(({ message, place }): CheckProblem => ({ rule: "envelope-drift", severity: "error", place, message }));
  return { uses, problems };
}

function toPlace({ startPosition: { row, column } }: SyntaxNode, file: string): Place {
  return { file, line: row + 1, column: column + 1 };
}

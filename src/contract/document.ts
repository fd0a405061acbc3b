import { type JsonNode, type ParsedJson, parseJson, toJsonNode } from "./json.ts";
import type { ContractProblem } from "./problem.ts";

/** A contract file, or a preset, as it was read. */
export interface Document {
  /** Absolute path of the file, or the name of the preset. */
  readonly name: string;
  readonly isPreset: boolean;
  readonly root: JsonNode | null;
  /** Why the text is no JSON, or which keys stand in it twice. */
  readonly syntaxProblems: readonly ContractProblem[];
  /** Line and column (from 1) of an offset. */
  readonly toPosition: (offset: number) => { readonly line: number; readonly column: number };
}

/** What a problem says beside its place. */
export interface Complaint {
  readonly message: string;
  readonly expected?: string | null;
  readonly suggestion?: string | null;
}

/** The place of a value in a document. */
export interface Spot {
  readonly offset: number;
  readonly path: string;
}

/** The document in a file's text, whose BOM is gone. Never throws. */
export function parseDocument(file: string, text: string): Document {
  const { root, faults }: ParsedJson = parseJson(text);
  const toPosition = createLocator(text);
  const bare: Document = { name: file, isPreset: false, root, syntaxProblems: [], toPosition };
  return { ...bare, syntaxProblems: faults.map((fault) => createProblem(bare, fault, fault)) };
}

/** The document of a built-in preset. */
export function toPresetDocument(name: string, value: unknown): Document {
  return {
    name,
    isPreset: true,
    root: toJsonNode(value),
    syntaxProblems: [],
    toPosition: () => ({ line: 1, column: 1 }),
  };
}

/** A problem at a place in a document. */
export function createProblem(document: Document, { offset, path }: Spot, complaint: Complaint): ContractProblem {
  const { message, expected = null, suggestion = null } = complaint;
  return { message, path, file: document.name, ...document.toPosition(offset), expected, suggestion };
}

/** Finds lines by bisection; they are only counted once somebody asks. */
function createLocator(text: string): Document["toPosition"] {
  let starts: readonly number[] | null = null;
  return (offset) => {
    starts ??= toLineStarts(text);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function toLineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
}

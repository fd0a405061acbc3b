import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { type Document, parseDocument } from "../../../src/contract/document.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { getValue, type JsonNode } from "../../../src/contract/json.ts";
import type { Place } from "./problem.ts";

/** Where things stand in the files of a contract. */
export class ContractPlaces {
  /** The file that was asked for first, then what it extends. */
  readonly #documents: readonly Document[];

  constructor(
    contract: Contract,
    readonly root: string,
  ) {
    this.#documents = contract.files.map((file) =>
      parseDocument(file, readFileSync(file, "utf8").replace(/^\uFEFF/, "")),
    );
  }

  /** The place of a value by its keys from the root down, or of the nearest that is there; the file's own says it best. */
  find(keys: readonly string[]): Place {
    const spots = this.#documents.map((document) => ({ document, ...descend(document.root, keys) }));
    const best = spots.reduce((one, other) => (other.depth > one.depth ? other : one));
    const file = toForwardSlashes(relative(this.root, best.document.name));
    return { file, ...best.document.toPosition(best.offset) };
  }

  /** What the contract's own file says under `typescript`, by list: bindings of other files are theirs to mend. */
  countOwn(list: string): number {
    const node = getValue(getValue(this.#documents[0]?.root ?? null, "typescript"), list);
    return node?.kind === "array" ? node.items.length : 0;
  }
}

function descend(root: JsonNode | null, keys: readonly string[]): { readonly depth: number; readonly offset: number } {
  let [node, depth, offset] = [root, 0, 0];
  for (const key of keys) {
    const property = node?.kind === "object" ? node.properties.get(key) : undefined;
    const next = property?.value ?? (node?.kind === "array" ? node.items[Number(key)] : undefined);
    if (!next) break;
    [node, depth, offset] = [next, depth + 1, property?.offset ?? next.offset];
  }
  return { depth, offset };
}

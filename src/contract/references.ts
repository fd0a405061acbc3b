import type { Code } from "./contract.ts";
import { createProblem, type Document, type Spot } from "./document.ts";
import { getItems, getProperties, getString, getValue, toChildPath } from "./json.ts";
import { type ContractProblem, toQuoted } from "./problem.ts";
import { findNearest } from "./suggest.ts";

/** What can be referred to. */
export interface Referents {
  readonly codes: ReadonlyMap<string, Code>;
  /** Every name that some file declares, if only in a way that cannot be read. */
  readonly names: ReadonlySet<string>;
}

/** What a file names and no file declares: codes to use instead, codes of factories, context keys that clients see. */
export function findDanglingReferences(document: Document, referents: Referents): ContractProblem[] {
  return [
    ...findDanglingUses(document, referents),
    ...findDanglingFixedCodes(document, referents),
    ...findUnlistedKeys(document, referents),
  ];
}

function findDanglingUses(document: Document, referents: Referents): ContractProblem[] {
  return getProperties(document.root, "codes").flatMap(({ name, value }) => {
    const node = getValue(getValue(value, "deprecated"), "use");
    if (node?.kind !== "string") return [];
    const spot = { offset: node.offset, path: `${toChildPath("$.codes", name)}.deprecated.use` };
    if (node.value !== name) return findDanglingCode(document, spot, node.value, referents);
    const message = `${name} is deprecated in favour of itself`;
    return [createProblem(document, spot, { message, expected: "another code" })];
  });
}

function findDanglingFixedCodes(document: Document, referents: Referents): ContractProblem[] {
  return getItems(getValue(document.root, "typescript"), "errors").flatMap((binding, index) => {
    const code = getString(binding, "fixedCode");
    const offset = getValue(binding, "fixedCode")?.offset ?? 0;
    const path = `$.typescript.errors[${index}].fixedCode`;
    return code === null ? [] : findDanglingCode(document, { offset, path }, code, referents);
  });
}

function findDanglingCode(document: Document, spot: Spot, name: string, { names }: Referents): ContractProblem[] {
  if (names.has(name)) return [];
  const complaint = { message: `${toQuoted(name)} is no code of this contract`, suggestion: findNearest(name, names) };
  return [createProblem(document, spot, complaint)];
}

function findUnlistedKeys(document: Document, { codes }: Referents): ContractProblem[] {
  return getProperties(document.root, "codes").flatMap(({ name, value }) => {
    const context = codes.get(name)?.context;
    if (context === undefined) return [];
    return getItems(value, "public").flatMap((key, index) => {
      if (key.kind !== "string" || context.includes(key.value)) return [];
      const spot = { offset: key.offset, path: `${toChildPath("$.codes", name)}.public[${index}]` };
      const message = `${toQuoted(key.value)} is public, but not in the context of ${name}`;
      return [
        createProblem(document, spot, {
          message,
          expected: 'a key of its "context"',
          suggestion: findNearest(key.value, context),
        }),
      ];
    });
  });
}

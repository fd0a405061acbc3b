import type { EnvelopeField } from "./contract.ts";
import { createProblem, type Document } from "./document.ts";
import { getBoolean, getProperties, getString, getValue, toChildPath } from "./json.ts";
import { type ContractProblem, toQuoted } from "./problem.ts";

export interface MergedEnvelope {
  readonly fields: ReadonlyMap<string, EnvelopeField>;
  readonly problems: readonly ContractProblem[];
}

/** The fields that all files together add to the envelope; two that declare the same one must agree. */
export function mergeEnvelope(documents: readonly Document[]): MergedEnvelope {
  const fields = new Map<string, EnvelopeField & { readonly source: string }>();
  const problems: ContractProblem[] = [];
  for (const document of documents) {
    for (const { name, offset, value } of getProperties(getValue(document.root, "envelope"), "fields")) {
      const field = { type: getString(value, "type") ?? "", required: getBoolean(value, "required") ?? false };
      const first = fields.get(name);
      if (first === undefined) fields.set(name, { ...field, source: document.name });
      else if (first.type !== field.type || first.required !== field.required) {
        const message = `The envelope's ${toQuoted(name)} is ${toText(first)} in ${first.source} and ${toText(field)} in ${document.name}`;
        const spot = { offset, path: toChildPath("$.envelope.fields", name) };
        problems.push(createProblem(document, spot, { message, expected: "the same in both" }));
      }
    }
  }
  return { fields: new Map([...fields].map(([name, { type, required }]) => [name, { type, required }])), problems };
}

function toText({ type, required }: EnvelopeField): string {
  return `${required ? "a required" : "an optional"} ${type}`;
}

import { envelopeMembers } from "../../contract/envelope-members.ts";
import type { Contract, EnvelopeField } from "../../contract/contract.ts";
import { type GeneratedFile, generatedNotice } from "../generated-file.ts";

/** What services of this contract send, as a JSON Schema. A reader keeps what it does not know. */
export function generateSchema(contract: Contract): GeneratedFile[] {
  const own = [...contract.envelope];
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $comment: generatedNotice,
    title: "Error envelope",
    description: "What crosses a service boundary when something failed.",
    type: "object",
    required: [...envelopeMembers, ...own.filter(([, field]) => field.required).map(([name]) => name)],
    properties: toProperties(contract, own),
    additionalProperties: false,
  };
  return [{ path: "error-envelope.schema.json", text: `${JSON.stringify(schema, null, 2)}\n`, isOwn: false }];
}

/** Without a prototype: a field may have any name. */
function toProperties({ codes }: Contract, own: readonly [string, EnvelopeField][]): object {
  const names = [...codes.keys()].sort();
  return Object.assign(
    Object.create(null) as object,
    {
      error_code: { description: "A code of the contract.", enum: names },
      message: { description: "What failed, the same on every occurrence.", type: "string" },
      severity: { enum: ["debug", "info", "warning", "error", "critical"] },
      timestamp: { description: "ISO 8601, in UTC.", type: "string", format: "date-time" },
      request_id: { type: "string" },
      correlation_id: { description: "That of the whole chain of requests.", type: "string" },
      context: { description: "Structured facts; to a client, those that are public.", type: "object" },
      trace_id: { type: "string" },
      span_id: { type: "string" },
    },
    ...own.map(([name, { type }]) => ({ [name]: { type } })),
  );
}

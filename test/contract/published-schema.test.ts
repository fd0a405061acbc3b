import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseDocument } from "../../src/contract/document.ts";
import { findPreset, presetNames } from "../../src/contract/presets/presets.ts";
import { findSchemaProblems } from "../../src/contract/schema.ts";
import { fullContract } from "./full-contract.ts";

type Json = Record<string, unknown>;

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../error-contract.schema.json"), "utf8")) as Json;

/** Every schema within the schema. */
function toSchemas(one: Json): Json[] {
  const maps = [one["properties"], one["$defs"]].flatMap((map) => Object.values((map ?? {}) as Json));
  const inner = [...maps, one["items"], one["additionalProperties"], ...((one["oneOf"] ?? []) as unknown[])];
  return [
    one,
    ...inner.flatMap((value) => (typeof value === "object" && value !== null ? toSchemas(value as Json) : [])),
  ];
}

const understood = new Set(
  "$schema $id $defs $ref title description default examples type enum const pattern format minLength minimum maximum items required properties additionalProperties oneOf".split(
    " ",
  ),
);

describe("the published schema", () => {
  it("accepts the full contract and every preset", () => {
    const documents = [fullContract, ...presetNames.map(findPreset)].map((value) => JSON.stringify(value));
    expect(documents.flatMap((text) => findSchemaProblems(parseDocument("x.json", text)))).toEqual([]);
  });

  it("says nothing that we do not read", () => {
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(
      toSchemas(schema)
        .flatMap((one) => Object.keys(one))
        .filter((keyword) => !understood.has(keyword)),
    ).toEqual([]);
  });

  it("describes every key, for editors", () => {
    const definitions = schema["$defs"] as Record<string, Json>;
    const hasDescription = (one: Json): boolean => {
      const target = typeof one["$ref"] === "string" ? definitions[one["$ref"].replace("#/$defs/", "")] : undefined;
      return "description" in one || (target !== undefined && "description" in target);
    };
    const keys = toSchemas(schema).flatMap((one) => Object.entries((one["properties"] ?? {}) as Record<string, Json>));
    expect(keys.length).toBeGreaterThan(60);
    expect(keys.filter(([, one]) => !hasDescription(one)).map(([key]) => key)).toEqual([]);
  });
});

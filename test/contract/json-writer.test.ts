import { expect, it } from "vitest";
import { toJsonWriter } from "../../src/contract/json-writer.ts";

it.each([
  ["two spaces where nothing is indented", "{}", '{\n  "codes": {\n    "GONE": 1\n  }\n}'],
  ["tabs", '{\n\t"codes": {}\n}', '{\n\t"codes": {\n\t\t"GONE": 1\n\t}\n}'],
])("indents by %s", (_, before, after) => {
  expect(toJsonWriter(before)(before, ["codes", "GONE"], 1)).toBe(after);
});

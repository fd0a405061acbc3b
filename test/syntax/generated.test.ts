import { expect, it } from "vitest";
import { isGenerated } from "../../src/syntax/generated.ts";

const compiled =
  '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.list = list;\n';
const mapped = "export const list = () => [];\n//# sourceMappingURL=orders.js.map";

it.each([
  ["a module that a compiler made of TypeScript", "/repo/dist/orders.js", compiled],
  ["what it names the map of", "/repo/packages/api/build/src/orders.mjs", mapped.replace(".js.", ".mjs.")],
  ["with a line behind that", "/repo/dist/orders.js", `${mapped}\n`],
  ["what says so", "/repo/src/orders.js", "// @generated\n"],
])("a machine wrote %s", (_, path, text) => {
  expect(isGenerated(path, text)).toBe(true);
});

it.each([
  ["what stands among the sources", "/repo/src/orders.js", compiled],
  ["a file by hand in such a folder", "/repo/build/release.js", 'const { exec } = require("child_process");\n'],
  ["one that speaks of a map amid its text", "/repo/build/map.js", `${mapped}\nexport const more = 1;\n`],
  ["TypeScript", "/repo/out/orders.ts", compiled],
])("a machine did not write %s", (_, path, text) => {
  expect(isGenerated(path, text)).toBe(false);
});

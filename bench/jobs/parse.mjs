// Reads and parses files with oxc-parser, and does nothing else.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { stdin } from "node:process";
import { text } from "node:stream/consumers";

const { parseSync } = createRequire(new URL("../../cli/package.json", import.meta.url))("oxc-parser");
let statements = 0;
for (const path of JSON.parse(await text(stdin))) {
  const options = { astType: "ts", range: true, preserveParens: false };
  statements += parseSync(path, readFileSync(path, "utf8"), options).program.body.length;
}
console.log(statements);

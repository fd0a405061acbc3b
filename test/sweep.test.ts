import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { sweepFile } from "../bench/sweep/sweep-file.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const contract = join(root, "bench/sweep/error-contract.json");

/** Some of what the fixtures of the codemods begin with. */
const inputs = readdirSync(join(root, "test/codemods"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\/input\.[cm]?[jt]sx?$/.test(file))
  .map((file) => join(root, "test/codemods", file))
  .filter((file, index) => index % 5 === 0 && statSync(file).isFile());

/** Texts that nobody writes, and some machine does. */
const hostile: Record<string, string> = {
  nothing: "",
  "a hash bang": "#!/usr/bin/env node\n",
  "CRLF and a BOM": `\ufefftry {\r\n  run();\r\n} catch (err) {\r\n  throw err;\r\n}\r\n`,
  "no semicolons": `const f = async () => {\n  try { await run() } catch (err) { console.error(err)\n throw err }\n}\n;[1].map(f)`,
  "one line": `function a(){try{b()}catch(e){throw e}}function c(){try{d()}catch(e){throw new Error(e.message)}}`,
  "keywords that touch what follows": `function a(b){if(b)throw"one";throw\`two\`}async function c(){return Promise.reject("three")}`,
  "names of the language": `var __proto__ = 1, constructor = 2; class toString extends Error { constructor() { super(hasOwnProperty); } } throw new toString();`,
  "names that are read before they are there": `const a = b, b = a; throw a; throw new c(); class c extends c {} `,
  "deep nesting": `try { run(); } catch (e) { ${"if (a) { ".repeat(60)} throw e; ${"}".repeat(60)} }`,
  "many branches": `try { run(); } catch (err) { ${Array.from({ length: 40 }, (_, index) => `if (c${index}) log(err);`).join(" ")} throw err; }`,
  "other letters": `try { 読む(); } catch (誤り) { throw new Error(\`失敗: \${誤り.message}\`); }`,
  patterns: `try { run(); } catch ({ message: [a = 1, ...b], ...c }) { throw new Error(a); }`,
};

describe("no rule throws, and every edit parses and settles its report", () => {
  const settings = { "error-contract": { contract, policy: { cleanup: "report", selective: "report" } } };
  const failuresOf = (text: string, extension: string): readonly string[] =>
    [settings, {}].flatMap((each) => {
      const swept = sweepFile(join(root, `bench/sweep/src/file.${extension}`), text, each);
      if (!swept) return ["does not parse"];
      return swept.failures
        .filter(({ kind }) => kind !== "slow")
        .map(({ kind, rule, detail }) => `${kind} ${rule} ${detail}`);
    });

  it.each(Object.entries(hostile))("in a text with %s", (_, text) => {
    expect(failuresOf(text, "js")).toEqual([]);
  });

  it("in what the codemods are tested with", () => {
    expect(inputs.length).toBeGreaterThan(20);
    const failures = inputs.flatMap((file) => failuresOf(readFileSync(file, "utf8"), file.split(".").at(-1) ?? ""));
    expect(failures).toEqual([]);
  });
});

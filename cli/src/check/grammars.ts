import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { ReadTree } from "../../../src/drift/syntax-node.ts";
import { memoize } from "../memoize.ts";

/** Where a compiled grammar is taken from: the build puts it beside the command. */
export const grammarOrigins = {
  runtime: "web-tree-sitter/web-tree-sitter.wasm",
  go: "@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm",
  rust: "@vscode/tree-sitter-wasm/wasm/tree-sitter-rust.wasm",
} as const;

/** The parser of a language, loaded when it is first needed, and kept: to collect one would free what is another's. */
export const loadGrammar = memoize(async (language: "go" | "rust"): Promise<ReadTree> => {
  runtime ??= loadRuntime();
  const { Language, Parser } = await runtime;
  const parser = new Parser().setLanguage(await Language.load(await readFile(findBinary(language))));
  return (text, read) => {
    const tree = parser.parse(text);
    if (!tree) throw new TypeError("a parser without a language parses nothing");
    try {
      return read(tree.rootNode);
    } finally {
      tree.delete();
    }
  };
});

/** Made ready once: of two that are made at a time, one would read the memory of the other. */
let runtime: ReturnType<typeof loadRuntime> | null = null;

async function loadRuntime() {
  const loaded = await import("web-tree-sitter");
  await loaded.Parser.init({ wasmBinary: await readFile(findBinary("runtime")) });
  return loaded;
}

function findBinary(name: keyof typeof grammarOrigins): string {
  const beside = fileURLToPath(new URL(`./grammars/${name}.wasm`, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(grammarOrigins[name]);
}

import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { oncePerFile } from "../analysis/once-per-file.ts";

/** How a file spells what an edit has to spell too. */
export interface FileStyle {
  readonly quote: '"' | "'";
  /** `";"`, or nothing where the file does without. */
  readonly end: ";" | "";
  readonly newline: "\n" | "\r\n";
}

/** The habits of a file, by what most of its strings and statements, and its first line, look like. */
export const toFileStyle = oncePerFile(({ source, nodes }: Facts): FileStyle => {
  const { text, ast } = source;
  const ended = [...ast.body.filter(isEnded), ...nodes.throws, ...nodes.returns];
  const bare = ended.filter(({ range }) => !/[;}]/.test(text[range[1] - 1] ?? "")).length;
  return {
    quote: hasMoreSingles(nodes.strings, text) ? "'" : '"',
    end: bare * 2 > ended.length ? "" : ";",
    newline: text[text.indexOf("\n") - 1] === "\r" ? "\r\n" : "\n",
  };
});

function hasMoreSingles(strings: readonly TSESTree.Node[], text: string): boolean {
  let more = 0;
  for (const { parent, range } of strings) {
    const quote = parent?.type === "JSXAttribute" ? null : text[range[0]];
    if (quote === "'") more++;
    else if (quote === '"') more--;
  }
  return more > 0;
}

/** Whether a semicolon may stand at a statement's end. */
function isEnded({ type }: TSESTree.Node): boolean {
  return /(?:Import|Variable|Export\w*|Expression)(?:Declaration|Statement)$/.test(type);
}

/** A string literal in a file's quotes, or in those of which it holds none. */
export function toLiteral(text: string, { quote: usual }: FileStyle): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  const other = usual === '"' ? "'" : '"';
  const quote = text.includes(usual) && !text.includes(other) ? other : usual;
  return quote === '"' ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** The blanks before the line that an offset stands in. */
export function toIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset))?.[0] ?? "";
}

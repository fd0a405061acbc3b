import type { Facts } from "../analysis/facts.ts";

/** How a file spells what an edit has to spell too. */
export interface FileStyle {
  readonly quote: '"' | "'";
  /** `";"`, or nothing where the file does without. */
  readonly end: ";" | "";
  readonly newline: "\n" | "\r\n";
}

/** The habits of a file, by the first string and the first import or statement in it. */
export function toFileStyle({ source, nodes }: Facts): FileStyle {
  const { text, ast } = source;
  const quotes = nodes.strings.map((node) => text[node.range[0]]).filter((each) => each === '"' || each === "'");
  const single = quotes.filter((each) => each === "'").length;
  const ended = ast.body.filter((statement) =>
    /(?:Import|Variable|Export\w*|Expression)(?:Declaration|Statement)$/.test(statement.type),
  );
  const bare = ended.filter((statement) => !/[;}]$/.test(text.slice(...statement.range))).length;
  return {
    quote: single * 2 > quotes.length ? "'" : '"',
    end: bare * 2 > ended.length ? "" : ";",
    newline: /\r\n/.test(text) ? "\r\n" : "\n",
  };
}

/** A string literal in a file's quotes. */
export function toLiteral(text: string, { quote }: FileStyle): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

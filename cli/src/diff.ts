import { structuredPatch } from "diff";
import type picocolors from "picocolors";

/** Paints text for a terminal, or leaves it as it is. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** A unified diff of one file, in the form that `git apply` reads; `before` is `null` for a new one. */
export function toDiff(path: string, before: string | null, after: string): string {
  const [from, to] = [before === null ? "/dev/null" : `a/${path}`, `b/${path}`];
  const { hunks } = structuredPatch(from, to, before ?? "", after, undefined, undefined, { context: 3 });
  const body = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines,
  ]);
  return [`--- ${from}`, `+++ ${to}`, ...body, ""].join("\n");
}

/** The same for a terminal: added lines green, removed ones red. */
export function paintDiff(diff: string, colors: Colors): string {
  const [before = "", after = "", ...lines] = diff.split("\n");
  const body = lines.map((line) => toPaint(line, colors)(line.replace(/\r$/, "")));
  return [colors.bold(before), colors.bold(after), ...body].join("\n");
}

function toPaint(line: string, colors: Colors): (text: string) => string {
  if (line.startsWith("@@")) return colors.cyan;
  if (line.startsWith("+")) return colors.green;
  return line.startsWith("-") ? colors.red : String;
}

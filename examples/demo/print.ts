import { paintDiff } from "../../cli/src/diff.ts";
import { toColors } from "../../cli/src/terminal.ts";

const { stdout, env } = process;

export const colors = toColors({ env, stdout }, true);

export function printStep(number: number, title: string): void {
  console.log(`\n${colors.bold(`${String(number)}. ${title}`)}`);
}

/** Prints lines, set in under the step's title. */
export function printLines(...lines: readonly string[]): void {
  for (const line of lines) console.log(line === "" ? "" : `   ${line}`);
}

/** Prints rows in columns; numbers are set to the right. */
export function printTable(rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? "").length)));
  const toCell = (cell: string | number, width = 0): string =>
    typeof cell === "number" ? String(cell).padStart(width) : cell.padEnd(width);
  for (const row of rows)
    printLines(
      row
        .map((cell, column) => toCell(cell, widths[column]))
        .join("  ")
        .trimEnd(),
    );
}

export function printDiff(diff: string, mostLines: number): void {
  const lines = paintDiff(diff.trimEnd(), colors).split("\n");
  printLines(...lines.slice(0, mostLines));
  if (lines.length > mostLines) printLines(colors.dim(`… ${String(lines.length - mostLines)} more lines`));
}

/** A text on one line, cut where it is longer than `most`. */
export function toExcerpt(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

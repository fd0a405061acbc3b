import type { LintPreset } from "./lint-preset.ts";

/**
 * An `.eslintrc.yml` with the preset at the end of what it extends. `null` where `extends` is written in another way than
 * as one word, a list on one line, or a list of lines.
 */
export function extendYamlConfig(text: string, { name }: LintPreset): string | null {
  const lines = text.split(/(?<=\n)/);
  if (lines.some((line) => /^(?:---|\.\.\.|%|[{[])/.test(line))) return null; // several documents, or JSON
  const at = lines.findIndex((line) => /^["']?extends["']?\s*:/.test(line));
  const preset = `plugin:${name}`;
  if (at === -1) return `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}extends:\n  - ${preset}\n`;
  const head = /^(["']?extends["']?\s*:)([^#\r\n]*)(#.*)?(\r?\n)?$/.exec(lines[at] ?? "");
  if (!head) return null;
  const [, key = "", said = "", comment = "", end = "\n"] = head;
  const value = said.trim();
  const before = comment === "" ? "" : ` ${comment}`;
  const replaced = value === "" ? toLongerList(lines, at, preset) : toList({ key, value, before, end }, preset);
  return replaced && [...lines.slice(0, at), replaced.text, ...lines.slice(replaced.next ?? at + 1)].join("");
}

interface Replaced {
  readonly text: string;
  /** The first line that stays as it was; the next one, unless said. */
  readonly next?: number;
}

/** `extends: standard`, `extends: [standard, prettier]` */
function toList(
  { key, value, before, end }: Readonly<Record<"key" | "value" | "before" | "end", string>>,
  preset: string,
): Replaced | null {
  if (/^\[.*[^,\s[]\s*\]$/.test(value) && !value.slice(1).includes("["))
    return { text: `${key} ${value.slice(0, -1).trimEnd()}, "${preset}"]${before}${end}` };
  if (!/^(?:"[^"]*"|'[^']*'|[\w@./][\w@:./-]*)$/.test(value)) return null;
  return { text: `${key}${before}${end}  - ${value}${end}  - ${preset}${end}` };
}

/** Items below `extends:`, each on a line of its own. */
function toLongerList(lines: readonly string[], at: number, preset: string): Replaced | null {
  const rest = lines.slice(at + 1);
  const isItem = (line: string): boolean => /^[ \t]*- \S/.test(line);
  const length = rest.findIndex((line) => !isItem(line) && !/^[ \t]*#/.test(line));
  const list = rest.slice(0, length === -1 ? rest.length : length);
  const item = list.filter(isItem).at(-1);
  if (item === undefined) return null;
  const last = list.lastIndexOf(item);
  const [indent = ""] = /^[ \t]*/.exec(item) ?? [];
  const end = item.endsWith("\r\n") ? "\r\n" : "\n";
  const items = list.slice(0, last + 1).join("");
  const text = `${lines[at] ?? ""}${items}${items.endsWith("\n") ? "" : end}${indent}- ${preset}${end}`;
  return { text, next: at + 2 + last };
}

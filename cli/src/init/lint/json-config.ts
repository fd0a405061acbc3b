import { findNodeAtLocation, type JSONPath, parse, parseTree } from "jsonc-parser";
import { toJsonWriter } from "../../../../src/contract/json-writer.ts";
import type { LintPreset } from "./lint-preset.ts";

/** An `.eslintrc.json`, or the part of a `package.json` at `path`, with the preset at the end of what it extends; `null` where it is no object. */
export function extendJsonConfig(text: string, { name }: LintPreset, path: JSONPath = []): string | null {
  return readAt(text, path) === null ? null : append(text, [...path, "extends"], `plugin:${name}`);
}

/** An `.oxlintrc.json` with the rules of the preset, which oxlint has to be told one by one; `null` where it is no object. */
export function extendOxlintConfig(text: string, { rules }: LintPreset): string | null {
  const config = readAt(text, []);
  if (config === null) return null;
  const write = toJsonWriter(text);
  const plugins = append(text, ["jsPlugins"], pluginName);
  return Object.entries(rules).reduce((done, [rule, severity]) => write(done, ["rules", rule], severity), plugins);
}

export const pluginName = "eslint-plugin-error-contract";

/** A list, or one value that might be one, with another value at its end; what stands on one line stays there. */
function append(text: string, path: JSONPath, value: string): string {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, path);
  const last = node?.type === "array" ? node.children?.at(-1) : node;
  const whole = text.slice(node?.offset, node && node.offset + node.length);
  if (!node || !last || whole.includes("\n")) {
    const at = node?.type === "array" ? [...path, node.children?.length ?? 0] : path;
    const isIn = at !== path;
    return toJsonWriter(text)(text, at, isIn ? value : [value], { isArrayInsertion: isIn });
  }
  const end = last.offset + last.length;
  const added = `, ${JSON.stringify(value)}`;
  if (last !== node) return text.slice(0, end) + added + text.slice(end);
  return `${text.slice(0, node.offset)}[${whole}${added}]${text.slice(end)}`;
}

function readAt(text: string, path: JSONPath): Readonly<Record<string, unknown>> | null {
  let value: unknown = parse(text, [], { allowTrailingComma: true });
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

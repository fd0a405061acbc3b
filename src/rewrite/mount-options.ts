import type { TSESTree } from "@typescript-eslint/types";
import { findOptionDoubt, type OptionPlace } from "../analysis/find-option-places.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { toSpecifier } from "../syntax/specifier.ts";
import { toImportEdit } from "./import-edit.ts";
import { insertArgument, toSeparation } from "./insert-argument.ts";
import { isMounted, toFreeName, toOwnExtension, type BoundaryPlace, type Mount } from "./mount-boundary.ts";

/** Gives the calls of one file their parts of the generated boundary, all of them or none. */
export function mountOptions(places: readonly OptionPlace[], boundary: BoundaryPlace): Mount {
  const [first] = places;
  if (!first || isMounted(first.file, boundary)) return { edits: [], doubt: null };
  const doubt = places.map(findOptionDoubt).find((each) => each !== null);
  if (doubt) return { edits: null, doubt };
  const { file, framework } = first;
  const names = [...new Set(places.flatMap(({ parts }) => parts))].map(
    (part) => [part, toFreeName(part, file, framework)] as const,
  );
  const specifier = toSpecifier(file.path, boundary.path, toOwnExtension(file, boundary));
  const options = places.map((each) => toOption(each, new Map(names)));
  const before = Math.min(...options.map(({ start }) => start));
  const edits = [toImportEdit(file.source, specifier, names, before), ...options];
  return { edits: edits.sort((one, other) => one.start - other.start), doubt: null };
}

function toOption(
  { node, options, parts, file: { source } }: OptionPlace,
  names: ReadonlyMap<string, string>,
): TextEdit {
  const members = parts.map((part) => (names.get(part) === part ? part : `${part}: ${names.get(part) ?? part}`));
  if (options === null || options === "unseen")
    return insertArgument(node, 0, { value: `{ ${members.join(", ")} }`, text: source.text });
  const last = options.properties.at(-1);
  if (!last) return { start: options.range[0], end: options.range[1], text: `{ ${members.join(", ")} }` };
  return behind(last, members, source.text);
}

/** Behind the last member, and behind the comment that its line ends with. */
function behind(last: TSESTree.ObjectLiteralElement, members: readonly string[], text: string): TextEdit {
  const separation = toSeparation(last, text);
  const listed = members.join(`,${separation}`);
  const comma = /^[ \t]*,(?:[ \t]*\/\/[^\r\n]*)?/.exec(text.slice(last.range[1]))?.[0];
  const at = last.range[1] + (comma?.length ?? 0);
  return { start: at, end: at, text: comma === undefined ? `,${separation}${listed}` : `${separation}${listed},` };
}

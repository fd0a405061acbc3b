import { hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { toWordPattern, type Renaming, type Sites } from "./sites.ts";

/** What tells of the past, or is worked out from something else, stays as it is. */
const keeps =
  /(?:^|\/)(?:change-?log|changes|history|releases?|release-notes|migrat\w*)\b[^/]*$|(?:^|\/)\.changeset\//i;
const documents = /\.(?:md|mdx|markdown)$/i;
const others = /\.(?:json|jsonc|json5|ya?ml|toml|py|java|kt|rb|proto|graphql|gql|sql|vue|svelte|astro|html)$/i;
const locks = /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|error-contract[^/]*\.json)$/;

/** Whether a file may mention a code without being a source that is read as one. */
export function isDocument(path: string): boolean {
  return documents.test(path) || (others.test(path) && !locks.test(path));
}

/** Renames the code in the code spans and blocks of a Markdown file; any other file that mentions it is listed. */
export function renameInDocument(
  path: string,
  text: string,
  { renaming, sites }: { renaming: Renaming; sites: Sites },
): void {
  const words = [...text.matchAll(toWordPattern(renaming.old))];
  const [first] = words;
  if (!first || keeps.test(path)) return;
  if (!documents.test(path)) return sites.leave(path, first.index, "a mention in a file of another kind");
  if (isGenerated(path, text) || hasGeneratedHeader(text))
    return sites.leave(path, first.index, "a generated file: generate it anew");
  const spans = findCode(text);
  for (const { index: start } of words) {
    const end = start + renaming.old.length;
    if (spans.some((span) => span.start <= start && end <= span.end))
      sites.edit(path, { start, end, text: renaming.new });
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Fenced blocks, and the spans between equal runs of backticks in the paragraphs around them. */
function findCode(text: string): Span[] {
  const blocks = [...text.matchAll(/^[ \t>]*(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n[^]*?(?:^[ \t>]*\1|(?![^]))/gm)].map(toSpan);
  const spans = [...text.matchAll(/(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[^])+?(?<!`)\1(?!`)/g)].map(toSpan);
  return [
    ...blocks,
    ...spans.filter((span) => !blocks.some((block) => span.start < block.end && block.start < span.end)),
  ];
}

function toSpan({ index, 0: match }: RegExpExecArray): Span {
  return { start: index, end: index + match.length };
}

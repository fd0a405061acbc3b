/** The texts of the fenced blocks of a language that stand below a heading of a Markdown page, in their order. */
export function findFencedBlocks(page: string, heading: string, language: string): string[] {
  const [, section = ""] = page.split(`# ${heading}\n`);
  const ownPart = section.split(/^#+ /m)[0] ?? "";
  return Array.from(ownPart.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm")), ([, text = ""]) => text);
}

/** What a playbook tells whoever is woken by a code (C13), in this order, each under a heading of its own. */
export const playbookSections = ["Meaning", "What to collect", "Dashboards", "Remedy", "Escalation"] as const;

export type PlaybookSection = (typeof playbookSections)[number];

/** The sections that a playbook (Markdown) lacks, or in which nothing is said. A comment or a `TODO` says nothing. */
export function findEmptySections(markdown: string): PlaybookSection[] {
  const bodies = toBodies(markdown.replaceAll(/<!--[^]*?(?:-->|$)/g, ""));
  return playbookSections.filter((section) => !isSaid(bodies.get(section.toLowerCase()) ?? ""));
}

/** The text under each heading, by the heading in lower case. */
function toBodies(markdown: string): Map<string, string> {
  const [, ...parts] = markdown.split(/^#{1,6}[ \t]+/m);
  return new Map(
    parts.map((part) => {
      const [heading = "", ...lines] = part.split(/\r?\n/);
      return [heading.replace(/(?<![ \t#:.])[ \t#:.]+$/, "").toLowerCase(), lines.join("\n")];
    }),
  );
}

function isSaid(body: string): boolean {
  return body.split(/\r?\n/).some((line) => /[\p{L}\p{N}]/u.test(line) && !/^[\s>*+-]*(?:TODO|TBD)\b/i.test(line));
}

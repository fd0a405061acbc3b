import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

const pages = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md"))
  .map((file) => join("docs", file))
  .concat(
    readdirSync(root).filter((file) => file.endsWith(".md")),
    "cli/README.md",
  );

interface Link {
  readonly page: string;
  /** The path of the page that it leads to, from the root. */
  readonly target: string;
  readonly anchor: string;
}

/** The text of a page without what is shown as code. */
function readProse(page: string): string {
  return readFileSync(join(root, page), "utf8").replace(/^(```+)[^]*?^\1$/gm, "");
}

/** The links to other places of the repository. */
function findLinks(page: string): Link[] {
  const prose = readProse(page).replace(/`[^`]+`/g, "");
  return Array.from(prose.matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]*))?\)/g), ([, path = "", anchor = ""]) => ({
    page,
    target: path === "" ? page : relative(root, join(root, dirname(page), path)),
    anchor,
  }));
}

/** The anchors that the repository's host gives to the headings of a page. */
function findAnchors(page: string): string[] {
  const seen = new Map<string, number>();
  return Array.from(readProse(page).matchAll(/^#+ (.*)$/gm), ([, heading = ""]) => {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    const slug = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

describe("a link", () => {
  const links = pages.flatMap(findLinks);

  it("is found on every kind of page", () => {
    for (const folder of ["README.md", "docs/rules/", "docs/codemods/"])
      expect(links.filter(({ page }) => page.startsWith(folder)).length).toBeGreaterThan(5);
    expect(links.filter(({ anchor }) => anchor !== "").length).toBeGreaterThan(0);
  });

  it("leads to a file that there is", () => {
    expect(links.filter(({ target }) => !existsSync(join(root, target)))).toEqual([]);
  });

  it("leads to a heading that there is", () => {
    const anchored = links.filter(
      ({ target, anchor }) => anchor !== "" && target.endsWith(".md") && existsSync(join(root, target)),
    );
    expect(anchored.filter(({ target, anchor }) => !findAnchors(target).includes(anchor))).toEqual([]);
  });
});

describe("a page", () => {
  it("can be reached from the README", () => {
    const reached = new Set(["README.md"]);
    for (const page of reached) {
      if (!page.endsWith(".md") || !existsSync(join(root, page))) continue;
      for (const { target } of findLinks(page))
        reached.add(target === "docs/codemods" ? "docs/codemods/README.md" : target);
    }
    expect(pages.filter((page) => page.startsWith("docs/") && !reached.has(page))).toEqual([]);
  });
});

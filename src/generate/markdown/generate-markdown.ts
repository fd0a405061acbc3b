import { isAbsolute, posix, relative } from "node:path";
import type { Code, Contract } from "../../contract/contract.ts";
import { ContractNotUsable } from "../contract-not-usable.ts";
import { type GeneratedFile, generatedNotice } from "../generated-file.ts";
import { toCatalogue } from "./catalogue.ts";
import { toGuide } from "./guide.ts";
import { toPlaybook } from "./playbook.ts";

/**
 * Pages for people, by their paths from `folder` (itself from the contract's): the catalogue, the guide, and a playbook for
 * every code that names none, or one in a file here. Throws `ContractNotUsable` where two codes that name none would share one.
 */
export function generateMarkdown(contract: Contract, folder = "docs/errors"): GeneratedFile[] {
  const codes = [...contract.codes.values()];
  const paths = new Map([
    ...toPaths(codes.filter(({ playbook }) => playbook === null)),
    ...codes.flatMap((code) => toNamedPath(code, contract, folder)),
  ]);
  const toLink = (code: Code): string | null => paths.get(code.name) ?? toAddress(code);
  const pages = [toPage("catalogue.md", toCatalogue(contract, toLink)), toPage("guide.md", toGuide(contract))];
  const begun = new Set(pages.map(({ path }) => path)); // several codes may name one file
  const playbooks = codes.flatMap((code): GeneratedFile[] => {
    const path = paths.get(code.name);
    if (path === undefined || begun.has(path)) return [];
    begun.add(path);
    return [{ path, text: toPlaybook(code), isOwn: true }];
  });
  return [...pages, ...playbooks];
}

/** The playbook that a code of this repository names by its path; none for one outside of the contract's folder. */
function toNamedPath({ name, playbook }: Code, { root }: Contract, folder: string): [name: string, path: string][] {
  if (playbook === null || !isAbsolute(playbook)) return [];
  const way = relative(root, playbook).replaceAll("\\", "/");
  const isOurs =
    !/^(?:\.\.(?:\/|$)|\/|[a-z]:|(?:.*\/)?node_modules\/)/i.test(way) && /[^/]\.(?:md|markdown)$/i.test(way);
  return isOurs ? [[name, posix.relative(folder, way)]] : [];
}

function toPage(path: string, text: string): GeneratedFile {
  return { path, text: `<!-- ${generatedNotice} -->\n\n${text}`, isOwn: false };
}

/** A path that leads elsewhere only its author can open: an address is for everybody. */
function toAddress({ playbook }: Code): string | null {
  return playbook !== null && /^https?:\/\//.test(playbook) ? playbook : null;
}

function toPaths(codes: readonly Code[]): ReadonlyMap<string, string> {
  const byPath = new Map<string, string>();
  for (const { name } of codes) {
    const path = `playbooks/${toSlug(name)}.md`;
    const other = byPath.get(path);
    if (other !== undefined)
      throw new ContractNotUsable("two codes would share a playbook", { path, codes: `${other}, ${name}` });
    byPath.set(path, name);
  }
  return new Map([...byPath].map(([path, name]) => [name, path]));
}

function toSlug(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (slug === "") throw new ContractNotUsable("a code has no letter to name its playbook by", { code: name });
  return slug;
}

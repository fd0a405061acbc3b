import type { Code, Contract } from "../../contract/contract.ts";
import { ContractNotUsable } from "../contract-not-usable.ts";
import { type GeneratedFile, generatedNotice } from "../generated-file.ts";
import { toCatalogue } from "./catalogue.ts";
import { toGuide } from "./guide.ts";
import { toPlaybook } from "./playbook.ts";

/**
 * Pages for people: the catalogue, the guide, and a playbook for every code that the contract names none for. Throws
 * `ContractNotUsable` where two codes would share a playbook.
 */
export function generateMarkdown(contract: Contract): GeneratedFile[] {
  const codes = [...contract.codes.values()].filter(({ playbook }) => playbook === null);
  const paths = toPaths(codes);
  const toLink = (code: Code): string | null => paths.get(code.name) ?? toAddress(code);
  return [
    toPage("catalogue.md", toCatalogue(contract, toLink)),
    toPage("guide.md", toGuide(contract)),
    ...codes.map((code) => ({ path: paths.get(code.name) ?? "", text: toPlaybook(code), isOwn: true })),
  ];
}

function toPage(path: string, text: string): GeneratedFile {
  return { path, text: `<!-- ${generatedNotice} -->\n\n${text}`, isOwn: false };
}

/** A path is relative to the file that declares the code, which only its author can open: an address is for everybody. */
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

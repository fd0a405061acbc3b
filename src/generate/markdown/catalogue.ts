import type { Code, Contract } from "../../contract/contract.ts";
import { toCodeTable } from "../code-table.ts";
import { toCode, toMarkdown } from "./text.ts";

/** Every code of the contract, and what is to be known of it. `toLink` gives the address of a code's playbook. */
export function toCatalogue(contract: Contract, toLink: (code: Code) => string | null): string {
  const { codes } = toCodeTable(contract);
  const version = contract.version === null ? "" : `Version ${contract.version}. `;
  return `# Error codes

${version}How errors are made, wrapped and sent: [guide](guide.md).

| code | fault | HTTP | gRPC | Twirp | retry | what failed |
| --- | --- | --- | --- | --- | --- | --- |
${codes.map(toRow).join("\n")}

${codes.map((code) => toSection(code, toLink(code))).join("\n")}`;
}

function toRow(code: Code): string {
  const cells = [
    toCode(code.name),
    code.fault,
    String(code.http),
    toCode(code.grpc),
    toCode(code.twirp),
    code.retryable ? "yes" : "no",
    toMarkdown(code.description),
  ];
  return `| ${cells.join(" | ")} |`;
}

function toSection(code: Code, link: string | null): string {
  const facts: readonly (readonly [name: string, value: string | null])[] = [
    ["Deprecated", code.deprecated && toDeprecation(code.deprecated)],
    ["Message", toMarkdown(code.message)],
    ["Severity", code.severity + (code.expected ? ", and nobody is notified" : "")],
    ["Context", toKeys(code.context)],
    ["A client sees", code.fault === "client" ? toKeys(code.public) : null],
    ["Since", code.since && toMarkdown(code.since)],
    ["Owner", code.owner && toMarkdown(code.owner)],
    ["Playbook", link === null ? null : `[what to do](<${link.replace(/[<>\s\\]/g, encodeURIComponent)}>)`],
  ];
  const lines = facts.flatMap(([name, value]) => (value === null ? [] : [`- ${name}: ${value}`]));
  return `## ${toMarkdown(code.name)}\n\n${toMarkdown(code.description)}\n\n${lines.join("\n")}\n`;
}

function toKeys(keys: readonly string[]): string | null {
  return keys.length === 0 ? null : keys.map(toCode).join(", ");
}

function toDeprecation({ since, use, removeIn }: NonNullable<Code["deprecated"]>): string {
  const instead = use === null ? "" : `; use ${toCode(use)}`;
  return `since ${toMarkdown(since)}${instead}${removeIn === null ? "" : `; it goes in ${toMarkdown(removeIn)}`}`;
}

import type { Code } from "../../contract/contract.ts";
import { playbookSections } from "../../contract/playbook.ts";
import { toCode, toMarkdown } from "./text.ts";

/** What to do about a code, to be filled in by those who know: written once, then the team's own. */
export function toPlaybook(code: Code): string {
  const collect = [
    "`request_id` and `correlation_id`",
    ...code.context.map((key) => `${toCode(key)}, from the context`),
  ];
  const owner =
    code.owner === null ? "<!-- Who is asked, and when: set `owner` in the contract. -->" : toMarkdown(code.owner);
  return `# ${toMarkdown(code.name)}

## Meaning

${toMarkdown(code.description)}
It is a ${code.fault} fault: ${code.fault === "client" ? "whoever sent the request has to change it" : "we have to act"}. ${
    code.retryable ? "The same request may succeed later." : "The same request will fail again."
  }

## What to collect

${collect.map((each) => `- ${each}`).join("\n")}

## Dashboards

<!-- Where to see how often it happens, and since when. -->

## Remedy

<!-- What to try, in order. -->

## Escalation

${owner}
`;
}

/** The code that a text is the playbook of, as `toPlaybook` heads it; `null` for any other text. */
export function findPlaybookCode(text: string): string | null {
  const isPlaybook = playbookSections.every((section) => text.includes(`\n## ${section}`));
  const name = /^# (.+)$/m.exec(text)?.[1]?.trimEnd().replaceAll("\\", "") ?? null;
  return isPlaybook ? name : null;
}

import type { Facts } from "../analysis/facts.ts";
import { findLeaks, type Leak } from "../analysis/find-leaks.ts";
import { sealMessages, sealResponse, type ResponseSite } from "../rewrite/seal-response.ts";
import { isClientCode } from "./client-code.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { findRawResponses } from "./raw-response.ts";

const rule = "no-raw-error-response";

/** C6: something raw of a caught error reaches a client. */
export const noRawErrorResponse: Finder = {
  rule,
  messages: {
    message: "{{leak}} goes to the client {{way}}: whatever the driver said, they can read. {{advice}}",
    stack: "{{leak}} goes to the client {{way}}: they can read how this service is built. {{advice}}",
    error:
      "{{leak}} goes to the client {{way}} whole: what a driver put on it, query and configuration, goes along. {{advice}}",
    property: "{{leak}} goes to the client {{way}}: it was written for those who run this service. {{advice}}",
    ...sealMessages,
  },
  concerns: /catch|reject|\berr|error/i,
  find: (facts) => (isClientCode(facts) ? [] : findRawResponses(facts).map((site) => toFinding(site, facts))),
};

function toFinding(site: ResponseSite, facts: Facts): Finding {
  const [{ part }] = site.leaks;
  const data = { leak: toName(site, facts), way: toWay(site, facts), advice: toAdvice(site) };
  return { rule, messageId: messageIds[part], data, node: site.node, ...sealResponse(site, facts) };
}

const messageIds = {
  message: "message",
  string: "message",
  stack: "stack",
  error: "error",
  property: "property",
  cause: "property",
} as const satisfies Record<Leak["part"], string>;

const nouns = { message: "message", string: "text", stack: "stack", property: "details", cause: "cause" } as const;

/** `` `err.message` ``; where a helper takes it apart, "The message of `err`". */
function toName({ node, caught, through, leaks: [{ node: leaking, part }] }: ResponseSite, facts: Facts): string {
  if (through === null || node.type !== "CallExpression") return toCode(leaking, facts);
  for (const argument of node.arguments) {
    const [given] = findLeaks(argument, { caught, facts, outcomes: new Map() });
    if (given)
      return part === given.part || part === "error"
        ? toCode(given.node, facts)
        : `The ${nouns[part]} of ${toCode(given.node, facts)}`;
  }
  return "The error";
}

function toCode(node: Leak["node"], facts: Facts): string {
  return `\`${toExcerpt(node, facts)}\``;
}

function toWay({ node, sink: { name }, through }: ResponseSite, facts: Facts): string {
  if (through !== null && node.type === "CallExpression") return `through ${toCode(node.callee, facts)}`;
  return name.includes(" ") ? `as ${name}` : `through \`${name}\``;
}

function toAdvice({ caught }: ResponseSite): string {
  return caught.kind === "boundary"
    ? "Send an envelope with the contract's message for the code."
    : "Throw a coded error, or let the boundary answer.";
}

import type { Facts } from "../analysis/facts.ts";
import { findLeaks, type Leak } from "../analysis/find-leaks.ts";
import { sealMessages, sealResponse, type ResponseSite } from "../rewrite/seal-response.ts";
import { caughtText } from "./caught-text.ts";
import { isClientCode } from "./client-code.ts";
import { findCopiedMessages, type CopiedMessage } from "./copied-message.ts";
import { isWithin } from "../syntax/unwrap.ts";
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
    view: "{{leak}} goes to the view whole, {{way}}: whatever that prints of it, the client can read. {{advice}}",
    property: "{{leak}} goes to the client {{way}}: it was written for those who run this service. {{advice}}",
    answer: "{{leak}} goes to the client {{way}}: another service wrote it, for this one. {{advice}}",
    copied:
      "{{leak}} becomes the message of `{{made}}`, which {{library}} sends to the client: whatever the driver said, they can read. Give it a message of its own, and keep the error as the cause.",
    copiedError:
      "{{leak}} gives its message to `{{made}}`, which {{library}} sends to the client: whatever the driver said, they can read. Give it a message of its own, and keep the error as the cause.",
    copiedWhole:
      "{{leak}} is what `{{made}}` answers with, and {{library}} sends it to the client: what a driver put on it, query and configuration, goes along. Give it a message of its own, and keep the error as the cause.",
    ...sealMessages,
  },
  concerns: caughtText,
  find(facts) {
    if (isClientCode(facts)) return [];
    const sent = findRawResponses(facts).map((site) => toFinding(site, facts));
    const copied = findCopiedMessages(facts).filter(({ leak }) => !sent.some(({ node }) => isWithin(leak.node, node)));
    return [...sent, ...copied.map((each) => toCopied(each, facts))];
  },
};

function toCopied({ leak, construction, library }: CopiedMessage, facts: Facts): Finding {
  const made = `${construction.node.type === "NewExpression" ? "new " : ""}${construction.name}(…)`;
  return {
    rule,
    messageId: leak.part !== "error" ? "copied" : construction.library?.sendsObjects ? "copiedWhole" : "copiedError",
    data: { leak: toCode(leak.node, facts), made, library },
    node: leak.node,
    proposals: [],
    unsettled: "only a person can tell what the client may read in its place",
  };
}

function toFinding(site: ResponseSite, facts: Facts): Finding {
  const [{ part }] = site.leaks;
  const data = { leak: toName(site, facts), way: toWay(site, facts), advice: toAdvice(site) };
  return {
    rule,
    messageId: part === "error" && isView(site) ? "view" : messageIds[part],
    data,
    node: site.node,
    ...sealResponse(site, facts),
  };
}

/** `res.render("error", { err })`: what a view is given is not sent, but for what it prints. */
function isView({ sink, through }: ResponseSite): boolean {
  return through === null && sink.name.endsWith(".render");
}

const messageIds = {
  message: "message",
  string: "message",
  stack: "stack",
  error: "error",
  property: "property",
  cause: "property",
  answer: "answer",
} as const satisfies Record<Leak["part"], string>;

const nouns = {
  message: "message",
  string: "text",
  stack: "stack",
  property: "details",
  cause: "cause",
  answer: "answer",
} as const;

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

/** Nobody stands above a boundary or what listens for errors, nor above a listener of a plain server. */
function toAdvice({ caught, sink: { framework } }: ResponseSite): string {
  return caught.kind === "boundary" || caught.kind === "listener" || framework.throws.async === "unhandled"
    ? "Send an envelope with the contract's message for the code."
    : "Throw a coded error, or let the boundary answer.";
}

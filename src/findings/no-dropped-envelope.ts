import type { Facts } from "../analysis/facts.ts";
import { findDroppedAnswers, type DroppedAnswer } from "./dropped-answer.ts";
import { isClientCode } from "./client-code.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { findWithoutCode } from "./no-uncoded-throw.ts";

const rule = "no-dropped-envelope";

/** C9: what another service answered is replaced by an error of one's own, and nobody has read it. */
export const noDroppedEnvelope: Finder = {
  rule,
  messages: {
    answer:
      "`{{error}}` takes the place of what `{{call}}` answered, and nobody reads that: its status, its code and its `request_id` are lost here. Read the answer, and let the error carry it.",
    rejection:
      "`{{error}}` takes the place of what `{{call}}` failed with, and nobody reads that: the answer, its code and its `request_id` are lost here. Catch the error, and pass it as the cause.",
  },
  concerns: /\bfetch\b|["'](?:npm:)?(?:axios|got|ky|undici|@connectrpc\/connect)["']/,
  find(facts) {
    const dropped = isClientCode(facts) ? [] : findDroppedAnswers(facts);
    if (dropped.length === 0) return [];
    const withoutCode = findWithoutCode(facts);
    return dropped.filter(({ node }) => !withoutCode.has(node)).map((each) => toFinding(each, facts));
  },
};

function toFinding({ node, call }: DroppedAnswer, facts: Facts): Finding {
  const data = { error: toExcerpt(node, facts), call: toExcerpt(call.node, facts) };
  const unsettled = "only a person can tell what of the answer the error should carry";
  return { rule, messageId: call.rejects ? "rejection" : "answer", data, node, proposals: [], unsettled };
}

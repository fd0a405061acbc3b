import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { isWithin, lastName } from "../syntax/unwrap.ts";

/**
 * Whether an error comes from a `try` that does nothing but look at what it was given: `JSON.parse(body)`,
 * `validateUrl(input.url)`, `stripe.webhooks.constructEvent(await request.text(), …)`. Answered as the client's fault, what it says is about the request's own text.
 */
export function isRequestCheck({ node }: CaughtError, { nodes }: Facts): boolean {
  if (node.type !== "CatchClause") return false;
  const called = nodes.calls.filter((call) => isWithin(call, node.parent.block));
  return (
    called.length > 0 &&
    called.every(({ callee }) =>
      /^(?:parse|validate|assert|verify)(?![a-z])|^(?:text|constructEvent(?:Async)?)$/.test(lastName(callee) ?? ""),
    )
  );
}

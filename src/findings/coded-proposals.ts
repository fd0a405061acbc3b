import type { Facts } from "../analysis/facts.ts";
import { codeError } from "../rewrite/code-error.ts";
import type { UncodedError } from "../rewrite/uncoded-parts.ts";
import type { Finding } from "./finding.ts";

/** How an error that is made without a code gets one: by what it says of itself, or by what a person says. */
export function findCodedProposals(
  error: UncodedError,
  facts: Facts,
): Pick<Finding, "proposals" | "unsettled" | "withCode"> {
  const coded = codeError(error, facts);
  const withCode: Finding["withCode"] = (code) => codeError(error, facts, code);
  return typeof coded === "string"
    ? { proposals: [], unsettled: coded, withCode }
    : { proposals: [coded], unsettled: null, withCode };
}

import type { Facts } from "../analysis/facts.ts";
import type { Contract } from "../contract/contract.ts";
import { wireShapeOf } from "../contract/scope.ts";
import { isWithin } from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { findEnvelopeMismatch, type NamedShape, type EnvelopeMismatch } from "./envelope-mismatch.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { isForeignAnswer } from "./foreign-answer.ts";
import { findHandBuiltAnswers, type HandBuiltAnswer } from "./hand-built-answer.ts";
import { toNameList } from "./name-list.ts";
import { noRawErrorResponse } from "./no-raw-error-response.ts";

const rule = "require-envelope";

/** C10: an error response is built by hand, and is not what the contract says that errors look like here. */
export const requireEnvelope: Finder = {
  rule,
  messages: {
    named:
      "This {{answer}} has {{given}} where {{shape}} has {{wanted}}{{rest}}: whoever reads errors by the contract finds nothing there. {{advice}}",
    lacking:
      "This {{answer}} lacks {{lacking}} of {{shape}}: whoever reads errors by the contract misses them here. {{advice}}",
    added:
      "This {{answer}} has {{added}} at the top level, where {{shape}} has no such field: whoever reads errors by the contract may refuse it. Move what clients need into `context`.",
  },
  concerns: /\b[45]\d\d\b|catch|\berr|error/i,
  find(facts) {
    const { contract } = facts.setting;
    if (!contract || contract.errors.length === 0 || isClientCode(facts)) return [];
    const shape = wireShapeOf(contract, facts.source.path);
    if (shape === "own") return [];
    const found = findHandBuiltAnswers(facts).flatMap((answer) => toFinding(answer, { shape, contract }, facts) ?? []);
    if (found.length === 0) return [];
    const raw = noRawErrorResponse.find(facts);
    return found.filter(({ node }) => !raw.some((each) => isWithin(each.node, node) || isWithin(node, each.node)));
  },
};

interface Wire {
  readonly shape: NamedShape;
  readonly contract: Contract;
}

function toFinding(answer: HandBuiltAnswer, { shape, contract }: Wire, facts: Facts): Finding | null {
  if (isForeignAnswer(answer, facts)) return null;
  const mismatch = findEnvelopeMismatch(answer.body, shape, contract);
  if (!mismatch) return null;
  return {
    rule,
    messageId: mismatch.renamed.length > 0 ? "named" : mismatch.lacking.length > 0 ? "lacking" : "added",
    data: { ...toData(mismatch), ...toPlace(answer), shape: titles[shape], advice: toAdvice(answer, contract) },
    node: answer.body,
    proposals: [],
    unsettled: "only a person can tell what clients read of it today",
  };
}

const titles: Readonly<Record<NamedShape, string>> = {
  envelope: "the contract's envelope",
  "problem+json": "a problem document",
  graphql: "a GraphQL response",
};

function toData({ renamed, lacking, added }: EnvelopeMismatch): Record<string, string> {
  return {
    given: toNameList(renamed.map(({ given }) => given)),
    wanted: toNameList(renamed.map(({ wanted }) => wanted)),
    rest: lacking.length > 0 ? `, and lacks ${toShortList(lacking)}` : "",
    lacking: toShortList(lacking),
    added: toNameList(added),
  };
}

function toShortList(names: readonly string[]): string {
  return names.length > 4 ? `${toNameList(names.slice(0, 3))} and ${names.length - 3} more` : toNameList(names);
}

function toPlace({ status }: HandBuiltAnswer): Record<string, string> {
  return { answer: status === null ? "error response" : `${status} response` };
}

function toAdvice({ isBoundary, isCaught, isThrowable }: HandBuiltAnswer, { sanitizers }: Contract): string {
  const maker = sanitizers[0]?.name;
  if (maker && (isBoundary || isCaught)) return `Send what \`${maker}\` makes of the error.`;
  if (!isBoundary && isThrowable) return "Throw a coded error, and let the boundary answer.";
  return maker ? `Send what \`${maker}\` makes of a coded error.` : "Send the contract's envelope.";
}

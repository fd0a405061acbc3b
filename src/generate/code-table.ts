import type { Code, Contract } from "../contract/contract.ts";
import { findPreset } from "../contract/presets/presets.ts";
import { oncePer } from "../syntax/once-per.ts";
import { ContractNotUsable } from "./contract-not-usable.ts";

/** Which codes stand in where an error says less than a code: by HTTP status, and when nothing is known. */
export interface CodeTable {
  readonly codes: readonly Code[];
  /** The code of an error of which nothing is known. */
  readonly fallback: Code;
  /** The code of a client fault whose status no code has. */
  readonly clientFallback: Code;
  /** The code that says no more than an HTTP status does. */
  readonly byStatus: readonly (readonly [status: number, code: string])[];
}

/** Throws `ContractNotUsable` for a contract without a single server fault: there would be nothing to say of an unknown error. */
export const toCodeTable = oncePer((contract: Contract): CodeTable => {
  const codes = [...contract.codes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const general = [...contract.codes.values()].sort((a, b) => toSpecificity(a) - toSpecificity(b));
  const fallback =
    general.find((code) => code.name === "INTERNAL_ERROR") ??
    general.find((code) => code.name === "INTERNAL") ??
    general.find((code) => code.fault === "server" && isGeneral(code.name)) ??
    general.find((code) => code.fault === "server" && code.http === 500) ??
    general.find((code) => code.fault === "server");
  if (!fallback)
    throw new ContractNotUsable("the contract has no code for a server fault", { contract: contract.path });
  const clientFallback =
    general.find((code) => code.fault === "client" && code.http === 400) ??
    general.find((code) => code.fault === "client") ??
    fallback;
  const byStatus = new Map<number, string>([[fallback.http, fallback.name]]);
  for (const code of general)
    if (!byStatus.has(code.http) && code.deprecated === null && isFaultOfStatus(code))
      byStatus.set(code.http, code.name);
  return { codes, fallback, clientFallback, byStatus: [...byStatus].sort(([a], [b]) => a - b) };
});

/** A preset's codes are general, and those that are called alike; of the others, those that demand no context are more so. */
function toSpecificity(code: Code): number {
  if (code.source.startsWith("error-contract:") || isGeneral(code.name)) return 0;
  return code.context.length === 0 ? 1 : 2;
}

const starter = findPreset("error-contract:starter") as { readonly codes: object };
const generalNames = new Set([
  ...Object.keys(starter.codes),
  ..."INTERNAL INTERNAL_SERVER_ERROR SERVER_ERROR UNKNOWN UNKNOWN_ERROR UNEXPECTED_ERROR".split(" "),
  ..."BAD_REQUEST INVALID_REQUEST INVALID_ARGUMENT VALIDATION VALIDATION_ERROR VALIDATION_FAILED".split(" "),
]);

/** Whether a code's name says no more than its status does, however it is spelt: `not_found`, `InternalServerError`. */
export function isGeneral(name: string): boolean {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").replaceAll(/[^A-Za-z\d]+/g, "_");
  return generalNames.has(words.toUpperCase());
}

function isFaultOfStatus(code: Code): boolean {
  return code.http >= 400 && code.http < 500 === (code.fault === "client");
}

import type { TSESTree } from "@typescript-eslint/types";
import { isSystemCode } from "../knowledge/system-codes.ts";
import type { Facts } from "./facts.ts";
import { findCodeRead, type CodeRead } from "./find-code-read.ts";

/** How much a place says: that a code there is ours, that it may be, or (`null`) that it is none. */
export type CodeClaim = "certain" | "possible" | null;

/** Codes of systems are read from anything that carries a cause's code; they are compared with, and never minted. */
export function claimOf(read: CodeRead | null, code: string): CodeClaim {
  if (!read || read.of === "foreign" || isSystemCode(code)) return null;
  if (read.of === "ours") return "certain";
  return read.field === "error_code" || read.of === "caught" ? "possible" : null;
}

/** The strongest claim of several reads. */
export function claimOfAny(reads: readonly TSESTree.Node[], code: string, facts: Facts): CodeClaim {
  const claims = reads.map((read) => claimOf(findCodeRead(read, facts), code));
  return claims.find((claim) => claim === "certain") ?? claims.find((claim) => claim !== null) ?? null;
}

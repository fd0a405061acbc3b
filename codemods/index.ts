import type { Codemod } from "./codemod.ts";
import { addBoundary } from "./add-boundary.ts";
import { codeErrors } from "./code-errors.ts";
import { dedupeNotify } from "./dedupe-notify.ts";
import { matchThroughWraps } from "./match-through-wraps.ts";
import { preserveCause } from "./preserve-cause.ts";
import { sealResponses } from "./seal-responses.ts";
import { stabiliseMessages } from "./stabilise-messages.ts";
import { wrapRethrows } from "./wrap-rethrows.ts";

/**
 * Every codemod, in the order in which `migrate` runs them: the boundary that others rely on comes first, tests before what
 * they ask is wrapped, wraps before what is left of the causes, and reports go last, when it is known who reports.
 */
export const codemods: readonly Codemod[] = [
  addBoundary,
  matchThroughWraps,
  wrapRethrows,
  preserveCause,
  codeErrors,
  stabiliseMessages,
  sealResponses,
  dedupeNotify,
];

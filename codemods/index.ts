import type { Codemod } from "./codemod.ts";
import { codeErrors } from "./code-errors.ts";
import { dedupeNotify } from "./dedupe-notify.ts";
import { preserveCause } from "./preserve-cause.ts";
import { sealResponses } from "./seal-responses.ts";
import { wrapRethrows } from "./wrap-rethrows.ts";

/** Every codemod, in the order in which `migrate` runs them. */
export const codemods: readonly Codemod[] = [wrapRethrows, preserveCause, codeErrors, sealResponses, dedupeNotify];

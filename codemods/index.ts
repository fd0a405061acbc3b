import type { Codemod } from "./codemod.ts";
import { dedupeNotify } from "./dedupe-notify.ts";
import { wrapRethrows } from "./wrap-rethrows.ts";

/** Every codemod, in the order in which `migrate` runs them. */
export const codemods: readonly Codemod[] = [wrapRethrows, dedupeNotify];

import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";

/** Which of a file's caught errors one is, counted from 0, as the index knows it. */
export function numberOf({ node }: CaughtError, { fates }: Facts): number {
  return fates.findIndex((fate) => fate.caught.node === node);
}

import { oncePer } from "../syntax/once-per.ts";
import type { Facts } from "./facts.ts";

/** Answers a question that is asked more than once about a file once for its facts. */
export const oncePerFile: <Answer extends NonNullable<unknown>>(
  find: (facts: Facts) => Answer,
) => (facts: Facts) => Answer = oncePer;

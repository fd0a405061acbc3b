import { findReachedTests } from "../src/findings/class-match.ts";
import { noShallowMatch } from "../src/findings/no-shallow-match.ts";
import type { Codemod } from "./codemod.ts";

export const matchThroughWraps: Codemod = {
  name: "match-through-wraps",
  description: "Lets tests of an error look through the wraps around it, with the contract's cause finder.",
  finders: [noShallowMatch],
  findReached: findReachedTests,
};

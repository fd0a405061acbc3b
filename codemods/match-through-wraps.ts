import { findReachedTests } from "../src/findings/class-match.ts";
import { noShallowMatch } from "../src/findings/no-shallow-match.ts";
import { findReachedReads } from "../src/findings/unwrapped-read.ts";
import type { Codemod } from "./codemod.ts";

export const matchThroughWraps: Codemod = {
  name: "match-through-wraps",
  description:
    "Lets whoever asks what an error is look through the wraps around it, with the contract's cause finder or unwrapper.",
  finders: [noShallowMatch],
  awaited: {
    kinds: ["listeners", "fallback-status"],
    find: (offsets, facts) => [...findReachedTests(offsets, facts), ...findReachedReads(offsets, facts)],
  },
};

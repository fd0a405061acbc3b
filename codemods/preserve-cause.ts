import { requireCause } from "../src/findings/require-cause.ts";
import { findTaughtClasses } from "../src/findings/taught-class.ts";
import type { Codemod } from "./codemod.ts";

export const preserveCause: Codemod = {
  name: "preserve-cause",
  description:
    "Gives errors that are made in place of caught ones the cause that they have lost, under a stable message.",
  finders: [requireCause],
  awaited: { kinds: ["cause-slot"], find: findTaughtClasses },
};

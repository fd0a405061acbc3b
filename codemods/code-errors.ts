import type { Finder } from "../src/findings/finder.ts";
import { foreignError } from "../src/findings/foreign-error.ts";
import { noUncodedHandlerError } from "../src/findings/no-uncoded-handler-error.ts";
import { noUncodedThrow } from "../src/findings/no-uncoded-throw.ts";
import type { Codemod } from "./codemod.ts";

/** What a handler makes itself; what it caught is for wrapping. */
const made: Finder = {
  ...noUncodedHandlerError,
  find: (facts) =>
    noUncodedHandlerError.find(facts).filter(({ messageId }) => messageId !== "handed" && messageId !== "nullable"),
};

export const codeErrors: Codemod = {
  name: "code-errors",
  description: "Makes coded errors of plain ones, of thrown texts and objects, and of what error libraries make.",
  finders: [made, noUncodedThrow, foreignError],
};

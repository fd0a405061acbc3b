import type { Finder } from "../src/findings/finder.ts";
import { noBareRethrow } from "../src/findings/no-bare-rethrow.ts";
import { noUncodedHandlerError } from "../src/findings/no-uncoded-handler-error.ts";
import type { Codemod } from "./codemod.ts";

/** What a handler hands to `next` was caught, too; the errors that it makes itself are not for wrapping. */
const handedOn: Finder = {
  ...noUncodedHandlerError,
  find: (facts) =>
    noUncodedHandlerError.find(facts).filter(({ messageId }) => messageId === "handed" || messageId === "nullable"),
};

export const wrapRethrows: Codemod = {
  name: "wrap-rethrows",
  description: "Wraps caught errors where they leave a function: throw, reject, callbacks, promise handlers, emitters.",
  finders: [noBareRethrow, handedOn],
};

import { noBareRethrow } from "../src/findings/no-bare-rethrow.ts";
import type { Codemod } from "./codemod.ts";

export const wrapRethrows: Codemod = {
  name: "wrap-rethrows",
  description: "Wraps caught errors where they leave a function: throw, reject, callbacks, promise handlers, emitters.",
  finders: [noBareRethrow],
};

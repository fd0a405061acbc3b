import { noRawErrorResponse } from "../src/findings/no-raw-error-response.ts";
import type { Codemod } from "./codemod.ts";

export const sealResponses: Codemod = {
  name: "seal-responses",
  description:
    "Leaves the answer to the boundary where a handler sends a raw error, or sends a stable text in its place.",
  finders: [noRawErrorResponse],
};

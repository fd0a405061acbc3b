import { noRawErrorResponse } from "../src/findings/no-raw-error-response.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noRawErrorResponse, {
  description: "Disallow sending a raw error, or a text taken from one, to a client",
  preset: "recommended",
});

import { noSwallowedError } from "../src/findings/no-swallowed-error.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noSwallowedError, {
  description: "Disallow catching an error without handling it, handing it on or saying why not",
  preset: "strict",
  hasSuggestions: false,
});

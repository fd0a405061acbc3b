import { noUncodedHandlerError } from "../src/findings/no-uncoded-handler-error.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noUncodedHandlerError, {
  description: "Require errors that leave a handler to have a code",
  preset: "recommended",
});

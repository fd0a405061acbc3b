import { noUncodedThrow } from "../src/findings/no-uncoded-throw.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noUncodedThrow, {
  description: "Require errors that are made outside of handlers to have a code",
  preset: "strict",
});

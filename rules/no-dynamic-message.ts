import { noDynamicMessage } from "../src/findings/no-dynamic-message.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noDynamicMessage, {
  description: "Require messages of coded errors to be the same on every occurrence",
  preset: "strict",
});

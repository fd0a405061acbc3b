import { noLostStack } from "../src/findings/no-lost-stack.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noLostStack, {
  description: "Require what is thrown to be an error whose stack points at the failure",
  preset: "strict",
  replaces: ["no-throw-literal", "prefer-promise-reject-errors"],
});

import { noDroppedEnvelope } from "../src/findings/no-dropped-envelope.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noDroppedEnvelope, {
  description: "Require error answers of other services to be read before an error takes their place",
  preset: "strict",
  hasSuggestions: false,
});

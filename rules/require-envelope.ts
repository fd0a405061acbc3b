import { requireEnvelope } from "../src/findings/require-envelope.ts";
import { createRule } from "./create-rule.ts";

export default createRule(requireEnvelope, {
  description: "Require error responses that are built by hand to have the contract's shape",
  preset: "strict",
  hasSuggestions: false,
});

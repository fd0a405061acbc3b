import { requireContext } from "../src/findings/require-context.ts";
import { createRule } from "./create-rule.ts";

export default createRule(requireContext, {
  description: "Require errors to carry the context that the contract names for their code",
  preset: "strict",
});

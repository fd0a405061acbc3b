import { requireBoundary } from "../src/findings/require-boundary.ts";
import { createRule } from "./create-rule.ts";

export default createRule(requireBoundary, {
  description: "Require a boundary above what the handlers of an app throw, where it does its work",
  preset: "strict",
});

import { requireCause } from "../src/findings/require-cause.ts";
import { createRule } from "./create-rule.ts";

export default createRule(requireCause, {
  description: "Require errors made while another is handled to carry it as their cause",
  preset: "recommended",
  replaces: ["preserve-caught-error"],
});

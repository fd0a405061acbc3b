import { noCodeOverride } from "../src/findings/no-code-override.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noCodeOverride, {
  description: "Disallow giving a coded error another code, or none, on its way up",
  preset: "strict",
});

import { noDeprecatedCode } from "../src/findings/no-deprecated-code.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noDeprecatedCode, {
  description: "Disallow codes that the contract has deprecated",
  preset: "recommended",
  severity: "warn",
  isFixable: true,
});

import { noUnknownCode } from "../src/findings/no-unknown-code.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noUnknownCode, {
  description: "Require every code that is written, compared or switched on to be in the contract",
  preset: "recommended",
  isFixable: true,
});

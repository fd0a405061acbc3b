import { noBareRethrow } from "../src/findings/no-bare-rethrow.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noBareRethrow, {
  description: "Require caught errors to be wrapped before they leave a function",
  preset: "recommended",
  replaces: ["no-useless-catch"],
});

import { noDuplicateNotify } from "../src/findings/no-duplicate-notify.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noDuplicateNotify, {
  description: "Disallow reporting one error twice, or reporting one that a boundary above reports",
  preset: "recommended",
});

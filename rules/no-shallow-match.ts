import { noShallowMatch } from "../src/findings/no-shallow-match.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noShallowMatch, {
  description: "Require a caught error's causes to be looked through where it was wrapped",
  preset: "strict",
});

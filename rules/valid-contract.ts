import { validContract } from "../src/findings/valid-contract.ts";
import { toRule } from "./create-rule.ts";

export default toRule(
  validContract,
  { description: "Require the error contract to be valid", preset: "recommended", hasSuggestions: false },
  ({ asked, source }) => validContract.find(asked, source.ast),
);

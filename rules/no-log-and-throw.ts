import { noLogAndThrow } from "../src/findings/no-log-and-throw.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noLogAndThrow, {
  description: "Disallow logging an error and handing it on as well",
  preset: "strict",
});

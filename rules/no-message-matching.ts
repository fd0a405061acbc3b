import { noMessageMatching } from "../src/findings/no-message-matching.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noMessageMatching, {
  description: "Disallow telling errors apart by the text of their messages",
  preset: "strict",
  hasSuggestions: false,
});

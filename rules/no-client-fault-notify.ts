import { noClientFaultNotify } from "../src/findings/no-client-fault-notify.ts";
import { createRule } from "./create-rule.ts";

export default createRule(noClientFaultNotify, {
  description: "Disallow reporting errors that are the request's own fault",
  preset: "strict",
});

import type { Rule } from "./plugin.ts";
import noBareRethrow from "./no-bare-rethrow.ts";
import noClientFaultNotify from "./no-client-fault-notify.ts";
import noCodeOverride from "./no-code-override.ts";
import noDeprecatedCode from "./no-deprecated-code.ts";
import noDroppedEnvelope from "./no-dropped-envelope.ts";
import noDuplicateNotify from "./no-duplicate-notify.ts";
import noDynamicMessage from "./no-dynamic-message.ts";
import noLogAndThrow from "./no-log-and-throw.ts";
import noLostStack from "./no-lost-stack.ts";
import noMessageMatching from "./no-message-matching.ts";
import noRawErrorResponse from "./no-raw-error-response.ts";
import noShallowMatch from "./no-shallow-match.ts";
import noSwallowedError from "./no-swallowed-error.ts";
import noUncodedHandlerError from "./no-uncoded-handler-error.ts";
import noUncodedThrow from "./no-uncoded-throw.ts";
import noUnknownCode from "./no-unknown-code.ts";
import requireBoundary from "./require-boundary.ts";
import requireCause from "./require-cause.ts";
import requireContext from "./require-context.ts";
import requireEnvelope from "./require-envelope.ts";
import validContract from "./valid-contract.ts";

export const rules: Record<string, Rule> = {
  "no-bare-rethrow": noBareRethrow,
  "no-client-fault-notify": noClientFaultNotify,
  "no-code-override": noCodeOverride,
  "no-deprecated-code": noDeprecatedCode,
  "no-dropped-envelope": noDroppedEnvelope,
  "no-duplicate-notify": noDuplicateNotify,
  "no-dynamic-message": noDynamicMessage,
  "no-log-and-throw": noLogAndThrow,
  "no-lost-stack": noLostStack,
  "no-message-matching": noMessageMatching,
  "no-raw-error-response": noRawErrorResponse,
  "no-shallow-match": noShallowMatch,
  "no-swallowed-error": noSwallowedError,
  "no-uncoded-handler-error": noUncodedHandlerError,
  "no-uncoded-throw": noUncodedThrow,
  "no-unknown-code": noUnknownCode,
  "require-boundary": requireBoundary,
  "require-cause": requireCause,
  "require-context": requireContext,
  "require-envelope": requireEnvelope,
  "valid-contract": validContract,
};

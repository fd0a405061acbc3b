/** Words that name a failure mode, the codes that stand for it, the narrowest first, and by what it is sure that they mean it. */
export interface Meaning {
  readonly pattern: RegExp;
  /** Where its status is known to be that of the codes. */
  readonly wider?: RegExp;
  readonly codes: readonly string[];
  /** What has to be known of the place beside the words. */
  readonly by: "the words" | "a request" | "the request's own" | "what was asked for" | "nothing";
}

/** What a service is set up with: by the words for it, or by the name of a variable of its environment. */
const SETTING =
  /\b(?:env(?:ironment(?:al)?)? var\w*|environment is|(?:from|in) (?:the )?(?:service |server |app )?config(?:uration)?)\b/i;
const VARIABLE = /\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g;
/** What speaks of a failure by its name is no variable. */
const CODE = /NOT_FOUND|INVALID|ERROR|FAIL|MISSING|REQUIRED|DENIED|EXISTS|EXPIRED|EXCEEDED|FORBIDDEN|UNAUTH/;
const LACKING =
  /\b(?:missing|invalid|required|must|no|not (?:set|defined|given)|undefined|unset|empty|incomplete|wrong|needed|expected)\b/i;
const NOT_SET_UP =
  /\b(?:misconfigured|not initiali[sz]ed|(?:is|are|was|were) not (?:been )?(?:set up|configured)|^not configured|(?:encryption|master|secret) key (?:is |was )?(?:missing|not (?:found|set))|signing key (?:is |was )?(?:missing|not set))\b/i;
/** It is somebody's here, and not the service's: `not configured for this workspace`. */
const SOMEBODYS =
  /\b(?:your|has not|have not|(?:for|in|on|by) (?:the|this|that) (?:account|customer|merchant|org\w*|project|shop|site|store|team|tenant|user|workspace)s?)\b/i;
/** What one looked for: it may be what somebody keeps here, by any name. */
const LOOKED_FOR = /\bno (?:\w+ )?(?:config(?:uration)?|setting)s? (?:was |were )?found\b/i;

function isOfSetUp(message: string): boolean {
  if (LOOKED_FOR.test(message) || SOMEBODYS.test(message)) return false;
  return isOfVariable(message) || NOT_SET_UP.test(message) || (SETTING.test(message) && LACKING.test(message));
}

/** Whether a text says what a variable of the environment lacks: `you must set STRIPE_KEY`. */
export function isOfVariable(message: string): boolean {
  const names = message.match(VARIABLE) ?? [];
  return LACKING.test(message) && !SOMEBODYS.test(message) && names.some((name) => !CODE.test(name));
}

/** Who calls it has made the mistake, and no request: `start() called twice`, `useTheme used outside of ThemeProvider`. */
const MISUSE =
  /\b(?:called|used) (?:after|before|outside|twice|without)\b|\b(?:must|should|can) (?:not |never |only )?be called\b|\bshould(?: not|n't| never) happen\b|\bthis is a bug\b/i;

const OURS =
  /^(?:failed to|unable to|could(?: not|n't)|error (?:while|when|during)|internal (?:server )?error|something went wrong|an? (?:unexpected |unknown )?error occurred)\b(?!.*\b(?:find|locate|log in|sign in|authenticate|authori[sz]e|verify|parse|validate|recogni[sz]e|determine|passwords?|credentials?)\b)/i;
/** It goes on to say why, which may be somebody else's fault. */
const WHY =
  /\b(?:because|due to|since|concurrent\w*|conflict\w*|please|retry|try again|already|disabled)\b|[:;,(] *\w/i;
const SEARCH =
  /^(?:failed to|unable to|could(?: not|n't)) (?:fetch|find|get|load|look ?up|obtain|read|resolve|retrieve)\b/i;

/** How sure it is, by its message, that an error is the service's own fault: 0 where nothing says so. */
export function toOwnFault(message: string, isOfAbsence: boolean): number {
  if (isOfSetUp(message) || MISUSE.test(message)) return 0.8;
  if (!OURS.test(message)) return 0;
  const isDoubtful = WHY.test(message) || meanings.some(({ pattern }) => pattern.test(message));
  return isDoubtful || (isOfAbsence && SEARCH.test(message)) ? 0.6 : 0.8;
}

/** Who asks has not told who that is, or not for long enough. */
const UNKNOWN_ASKER =
  /\bnot authenticated\b|\bunauthenticated\b|\bnot (?:logged|signed) ?in\b|\bmust (?:first )?be authenticated\b|\b(?:please|must|need to|have to)(?: be| first)? (?:log|sign)(?:ged|ed)? ?in\b|\b(?:login|authentication) (?:is )?required\b|^no (?:bearer|access|auth) token\b|^(?:(?:the|your) )?(?:session|(?:access |bearer )?token) (?:has |is )?expired\b|^(?:bad|invalid) credentials[.!]?$/i;

/** Who asks may not do this. */
const BARRED_ASKER =
  /^(?:forbidden|permission denied|access denied)\b|\bnot (?:allowed|authori[sz]ed|permitted) to\b|\b(?:you|users?|members?|callers?)\b[^.:]*\bnot (?:allowed|permitted)\b|^(?:(?:access|action|operation) )?not (?:allowed|permitted)[.!]?$|\binsufficient (?:permissions?|privileges|rights)\b|^only (?:\w+ )?(?:users|admins|administrators|members|moderators|owners)\b.*\b(?:can|may)\b/i;

/** It speaks to whoever asks, of what that one may do or has to; what that comes to is not always said. */
const TO_ASKER =
  /\b(?:please|you|your|allowed|permitted|permissions?|protected|forbidden|unauthori[sz]ed|log(?:ged)? ?in|sign(?:ed)? ?in|session|token|credentials?|passwords?|roles?|admins?|expired|blocked|banned)\b/i;

/** Whether a text speaks to whoever asks, so that it is no server's fault as a matter of course. */
export function isToAsker(message: string): boolean {
  return [UNKNOWN_ASKER, BARRED_ASKER, TO_ASKER].some((words) => words.test(message));
}

/** Whether a text says that who asks is not known, or may not do this. */
export function isAskerRefused(message: string): boolean {
  return UNKNOWN_ASKER.test(message) || BARRED_ASKER.test(message);
}

/** Whether a text says that what proves who asks is wrong: `invalid token`. */
export function isOfProof(message: string): boolean {
  return /^(?:bad|invalid|expired|malformed|revoked|incorrect|wrong)\b/i.test(message) && PROOF.test(message);
}

/** What a request is told of its own form. */
const INPUT =
  /\b(?:invalid|malformed|required|missing|unsupported|unrecogni[sz]ed|expected|(?:not|isn't) (?:an? )?valid|must|should|can(?:not|'t) be (?:blank|empty|null)|too (?:big|large|long|many|short|small)|(?:not|nothing|no (?:[\w-]+ ){1,4})(?:provided|given|uploaded|specified|supplied|sent)|bad (?:input|request)|do(?:es)?(?: not|n't) match)\b/i;

/** Whether a text is about who asks, or about what proves that: 401 is answered to who may not do something as well. */
export function isOfIdentity(message: string): boolean {
  return UNKNOWN_ASKER.test(message) || IDENTITY.test(message);
}

const IDENTITY =
  /\b(?:api[- _]?key|authenticat\w+|authorization header|bearer|credentials?|identity|jwt|log(?:ged)? ?in|passwords?|session|sign(?:ed)? ?in|signature|tokens?|unauthori[sz]ed)\b/i;

export const meanings: readonly Meaning[] = [
  {
    pattern: /\bnot found\b|\bdoes(?: not|n't) exist\b|\bno such\b/i,
    codes: ["NOT_FOUND"],
    by: "what was asked for",
  },
  // an operator, a type or an error as often as what is looked for
  { pattern: /\bunknown \w+$/i, codes: ["NOT_FOUND"], by: "nothing" },
  {
    pattern: /\balready (?:exists?|taken|registered|in use)\b|\bduplicate\b/i,
    codes: ["ALREADY_EXISTS", "CONFLICT"],
    by: "what was asked for",
  },
  { pattern: UNKNOWN_ASKER, codes: ["UNAUTHENTICATED"], by: "a request" },
  { pattern: /^(?:bad|invalid) signature[.!]?$/i, codes: ["UNAUTHENTICATED"], by: "the request's own" },
  // whoever asks is not known, or may not do this: the word alone does not say which
  { pattern: /\bunauthori[sz]ed\b/i, codes: ["UNAUTHENTICATED"], by: "nothing" },
  { pattern: BARRED_ASKER, codes: ["PERMISSION_DENIED"], by: "a request" },
  {
    pattern:
      /\btoo many (?:requests|attempts)\b|\brate[- ]limited\b|\brate[- ]limits? (?:was |is )?(?:exceeded|hit|reached)\b/i,
    codes: ["RATE_LIMITED"],
    by: "a request",
  },
  {
    pattern: /\btimed[ -]?out\b|\btimeout(?: (?:after|while|waiting|exceeded|reached|of)\b|[.!]?$)|^timeout\b/i,
    codes: ["TIMEOUT"],
    by: "the words",
  },
  { pattern: /\bnot (?:yet )?implemented\b/i, codes: ["UNIMPLEMENTED"], by: "the words" },
  {
    pattern:
      /\bnot (?:yet )?(?:enabled|activated|active|ready|open|verified)\b|\b(?:disabled|inactive|locked|closed|archived)\b/i,
    codes: ["FAILED_PRECONDITION"],
    by: "nothing",
  },
  {
    pattern:
      /\binvalid\b(?! (?:credentials|signature)[.!]?$)|\bmalformed\b|\b(?:is|are) (?:required|missing)\b|\bmissing\b|\bmust be\b/i,
    wider: INPUT,
    codes: ["INVALID_INPUT"],
    by: "the request's own",
  },
];

/** Whether a message names one failure mode among those of one status. */
export function isSaid(message: string, { pattern, wider, by }: Meaning): boolean {
  return (wider ?? pattern).test(message) && !(by === "the request's own" && STATE.test(message));
}

/** What another service answered is nobody's request here. */
const UPSTREAM =
  /\b(?:response|upstream|gateway|webhooks?|provider|third[- ]party|api (?:error|returned|responded))\b/i;
/** What is kept here lacks something, and not the request: `draft data is missing`. */
const STORED = /\bdata (?:is|are) missing\b|\bmissing (?:\w+ )?data\b/i;
/** By it who asks is known: one that is wrong is no input like others. */
const PROOF =
  /\b(?:secret|signature|token|api[- _]?key|authori[sz]ation|credentials?|passwords?|passcode|hmac|csrf|jwt|bearer|cookie|session|otp|captcha|invit(?:e|ation))s?\b(?! (?:ids?|names?|types?)\b)/i;
/** What is there is not as it would have to be, which is no fault of the request's form. */
const STATE = /\bstate\b|\bstatus\b|\bbefore\b|\bfirst\b|\bat this (?:point|time|stage)\b|\banymore\b/i;

/** Whether a message speaks of more than its words for a failure mode are sure of. */
export function isBeyondWords(message: string, { by, codes }: Meaning): boolean {
  if (UPSTREAM.test(message) || STORED.test(message)) return true;
  if (by === "the words") return isToAsker(message);
  if (by === "a request" || codes[0] === "UNAUTHENTICATED") return false;
  return PROOF.test(message) || STATE.test(message);
}

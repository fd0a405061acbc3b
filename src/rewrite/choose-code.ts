import type { Code, Contract } from "../contract/contract.ts";
import { toHttpOfGrpc, toHttpOfTwirp } from "../contract/statuses.ts";
import { statusesByName, type Vocabulary } from "../knowledge/foreign-codes.ts";
import { codeOfStatus } from "../knowledge/status-codes.ts";

/** What an error says of itself, as far as a code could follow from it. */
export interface Evidence {
  /** Its message, without what varies. */
  readonly message: string | null;
  /** The HTTP status that it carries, or that its class stands for. */
  readonly status: number | null;
  /** What it calls itself in another catalogue: `BAD_REQUEST` of tRPC. */
  readonly foreign: { readonly name: string; readonly vocabulary: Vocabulary } | null;
  /** Below what it is made: a handler of requests, one that nobody waits for, as of a queue, or what anybody may call. */
  readonly below: "request" | "job" | "anything";
  /** What was found wrong there came with the request. */
  readonly isRequestsOwn: boolean;
}

/** A code, how sure it is (0 to 1), and by what. */
export interface CodeChoice {
  readonly code: Code;
  readonly confidence: number;
  readonly by: string;
}

/** Less sure than this, and a person decides. */
export const sureEnough = 0.75;

/** The code that an error's words, status or class stand for. A text instead is the reason why none does. */
export function chooseCode(evidence: Evidence, contract: Contract): CodeChoice | string {
  const { foreign, status } = evidence;
  if (foreign !== null) return chooseByName(foreign, contract);
  if (status !== null) return chooseByStatus(status, contract);
  return chooseByMessage(evidence, contract) ?? "only a person can tell which code it has";
}

function chooseByName({ name, vocabulary }: NonNullable<Evidence["foreign"]>, contract: Contract): CodeChoice | string {
  const by = `its code ${name}`;
  const own = vocabulary === "own" ? contract.codes.get(name) : undefined;
  if (own) return { code: own, confidence: 1, by };
  const status = toHttpStatus(name, vocabulary);
  if (status === null) return `nobody can tell what its code ${name} is in the contract`;
  const meant = findMeant([...contract.codes.values()], name, vocabulary);
  if (meant) return { code: meant, confidence: 0.95, by };
  const chosen = chooseByStatus(status, contract);
  return typeof chosen === "string" ? chosen : { ...chosen, by };
}

function toHttpStatus(name: string, vocabulary: Vocabulary): number | null {
  switch (vocabulary) {
    case "own":
      return null;
    case "grpc":
      return toHttpOfGrpc(name);
    case "twirp":
      return toHttpOfTwirp(name);
    default:
      return statusesByName[vocabulary].get(name) ?? null;
  }
}

/** The one code of the contract that crosses that wire under this name; the one of that name where there are more. */
function findMeant(codes: readonly Code[], name: string, vocabulary: Vocabulary): Code | undefined {
  if (vocabulary !== "grpc" && vocabulary !== "twirp") return undefined;
  const fitting = codes.filter((code) => code[vocabulary] === name && code.deprecated === null);
  return fitting.length === 1 ? fitting[0] : fitting.find((code) => code.name === name.toUpperCase());
}

function chooseByStatus(status: number, { codes }: Contract): CodeChoice | string {
  const usual = codes.get(codeOfStatus(status) ?? "");
  const same = [...codes.values()].filter(({ http, deprecated }) => http === status && deprecated === null);
  const code = usual?.http === status ? usual : same.length === 1 ? same[0] : undefined;
  if (code) return { code, confidence: 0.95, by: `its status ${String(status)}` };
  return same.length === 0
    ? `its status ${String(status)} has no code in the contract`
    : `its status ${String(status)} is that of ${String(same.length)} codes in the contract`;
}

/** Words that name a failure mode, the codes that stand for it, the narrowest first, and how sure that is. */
interface Words {
  readonly pattern: RegExp;
  readonly codes: readonly string[];
  /** In a handler of requests. */
  readonly requested: number;
  /** Elsewhere, where the data may be anybody's. */
  readonly elsewhere: number;
  /** They speak of data, which may be anybody's in a handler too. */
  readonly isOfData?: true;
}

/** What a service is set up with: by a word, or by the name of a variable of its environment. */
const SETTING = /\b(?:[cC]onfig(?:uration)?s?|[sS]ettings?|[eE]nv(?:ironment)? var\w*|[A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/;
const LACKING =
  /\b(?:missing|invalid|required|must|no|not (?:set|defined|given)|undefined|unset|empty|incomplete|wrong|needed|expected)\b/i;
const NOT_SET_UP =
  /\b(?:misconfigured|not initiali[sz]ed|not (?:been )?(?:set up|configured)|(?:encryption|master|secret|signing) key (?:is |was )?(?:missing|not (?:found|set)))\b/i;

/** What one looked for: it may be what somebody keeps here, by any name. */
const LOOKED_FOR = /\bno (?:\w+ )?(?:config(?:uration)?|setting)s? (?:was |were )?found\b/i;

function isOfSetUp(message: string): boolean {
  if (LOOKED_FOR.test(message)) return false;
  return NOT_SET_UP.test(message) || (SETTING.test(message) && LACKING.test(message));
}

/** Who asks has not told who that is, or not for long enough. */
const UNKNOWN_ASKER =
  /\bnot authenticated\b|\bunauthenticated\b|\bnot (?:logged|signed) ?in\b|\bmust (?:first )?be authenticated\b|\b(?:please|must|need to|have to)(?: be| first)? (?:log|sign)(?:ged|ed)? ?in\b|\b(?:login|authentication) (?:is )?required\b|^no (?:bearer|access|auth) token\b|^(?:(?:the|your) )?(?:session|(?:access |bearer )?token) (?:has |is )?expired\b|\b(?:bad|invalid) (?:credentials|signature|token)\b/i;

/** Who asks may not do this. */
const BARRED_ASKER =
  /\bforbidden\b|\bpermission denied\b|\baccess denied\b|\bnot (?:allowed|authori[sz]ed|permitted) to\b|\b(?:you|users?|members?|callers?)\b.*\bnot (?:allowed|permitted)\b|^(?:(?:access|action|operation) )?not (?:allowed|permitted)[.!]?$|\binsufficient (?:permissions?|privileges|rights)\b|^only (?:\w+ )?(?:users|admins|administrators|members|moderators|owners)\b.*\b(?:can|may)\b/i;

/** It speaks to whoever asks, of what that one may do or has to; what that comes to is not always said. */
const TO_ASKER =
  /\b(?:please|you|your|allowed|permitted|permissions?|protected|unauthori[sz]ed|log(?:ged)? ?in|sign(?:ed)? ?in|session|token|credentials?|passwords?|roles?|admins?|expired|blocked|banned)\b/i;

/** Whether a text speaks to whoever asks, so that it is no server's fault as a matter of course. */
export function isToAsker(message: string): boolean {
  return [UNKNOWN_ASKER, BARRED_ASKER, TO_ASKER].some((words) => words.test(message));
}

/** Whether a text says that who asks is not known, or may not do this. */
export function isAskerRefused(message: string): boolean {
  return UNKNOWN_ASKER.test(message) || BARRED_ASKER.test(message);
}

const MEANINGS: readonly Words[] = [
  {
    pattern: /\bnot found\b|\bdoes(?: not|n't) exist\b|\bno such\b|\bunknown \w+$/i,
    codes: ["NOT_FOUND"],
    requested: 0.85,
    elsewhere: 0.8,
  },
  {
    pattern: /\balready (?:exists?|taken|registered|in use)\b|\bduplicate\b/i,
    codes: ["ALREADY_EXISTS", "CONFLICT"],
    requested: 0.85,
    elsewhere: 0.8,
  },
  {
    pattern: UNKNOWN_ASKER,
    codes: ["UNAUTHENTICATED"],
    requested: 0.85,
    elsewhere: 0.6,
  },
  // whoever asks is not known, or may not do this: the word alone does not say which
  { pattern: /\bunauthori[sz]ed\b/i, codes: ["UNAUTHENTICATED"], requested: 0.6, elsewhere: 0.5 },
  {
    pattern: BARRED_ASKER,
    codes: ["PERMISSION_DENIED"],
    requested: 0.85,
    elsewhere: 0.6,
  },
  { pattern: /\btoo many requests\b|\brate limit/i, codes: ["RATE_LIMITED"], requested: 0.8, elsewhere: 0.5 },
  { pattern: /\btime[d ]?[ -]?out\b/i, codes: ["TIMEOUT"], requested: 0.85, elsewhere: 0.85 },
  { pattern: /\bnot (?:yet )?implemented\b/i, codes: ["UNIMPLEMENTED"], requested: 0.85, elsewhere: 0.85 },
  {
    pattern: /\binvalid\b|\bmalformed\b|\b(?:is|are) (?:required|missing)\b|\bmissing\b|\bmust be\b/i,
    codes: ["INVALID_INPUT"],
    requested: 0.8,
    elsewhere: 0.5,
    isOfData: true,
  },
];

const OURS =
  /^(?:failed to|unable to|could(?: not|n't)|error (?:while|when|during)|internal (?:server )?error|something went wrong|an? (?:unexpected |unknown )?error occurred)\b(?!.*\b(?:find|locate|log in|sign in|authenticate|authori[sz]e|verify|parse|validate|recogni[sz]e|determine|passwords?|credentials?)\b)/i;

/** Who calls it has made the mistake, and no request: `start() called twice`, `useTheme used outside of ThemeProvider`. */
const MISUSE =
  /\b(?:called|used) (?:after|before|outside|twice|without)\b|\b(?:must|should|can) (?:not |never |only )?be called\b|\bshould(?: not|n't| never) happen\b|\bthis is a bug\b/i;

/** What another service answered is nobody's request here. */
const UPSTREAM = /\b(?:response|upstream|gateway|webhook|provider|third[- ]party|api (?:error|returned|responded))\b/i;

/** What is kept here lacks something, and not the request: `draft data is missing`. */
const STORED = /\bdata (?:is|are) missing\b|\bmissing (?:\w+ )?data\b/i;

function chooseByMessage({ message, below, isRequestsOwn }: Evidence, contract: Contract): CodeChoice | null {
  if (message === null) return null;
  const own = findOwn(message, contract);
  if (own) return { code: own, confidence: 0.9, by: "its message, which is the code's" };
  const internal = contract.codes.get("INTERNAL_ERROR");
  if (internal && (isOfSetUp(message) || [OURS, MISUSE].some((ours) => ours.test(message))))
    return { code: internal, confidence: 0.8, by: "its message" };
  const fitting = MEANINGS.filter(({ pattern }) => pattern.test(message));
  const [only] = fitting;
  const code = only?.codes.map((name) => contract.codes.get(name)).find((each) => each !== undefined);
  if (!only || !code) return null;
  const confidence = (only.isOfData ? isRequestsOwn : below === "request") ? only.requested : only.elsewhere;
  const isNobodys = below === "job" && code.fault === "client";
  const isDoubtful = isNobodys || fitting.length > 1 || UPSTREAM.test(message) || STORED.test(message);
  return { code, confidence: isDoubtful ? Math.min(confidence, 0.6) : confidence, by: "its message" };
}

/** The code whose own message it is, or whose name it spells in three words or more: `ORDER_NOT_FOUND` of "order not found". */
function findOwn(message: string, { codes }: Contract): Code | null {
  const said = message
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const all = [...codes.values()].filter(({ deprecated }) => deprecated === null);
  const same = all.filter((code) => code.message.toLowerCase() === said);
  if (same.length === 1) return same[0] ?? null;
  const spelt = all.filter(({ name }) => {
    const words = name.toLowerCase().split("_");
    return words.length > 2 && ` ${said} `.includes(` ${words.join(" ")} `);
  });
  return spelt.sort((one, other) => other.name.length - one.name.length)[0] ?? null;
}

import type { Code, Contract } from "../contract/contract.ts";
import { toHttpOfGrpc, toHttpOfTwirp } from "../contract/statuses.ts";
import { statusesByName, type Vocabulary } from "../knowledge/foreign-codes.ts";
import { codeOfStatus } from "../knowledge/status-codes.ts";
import { isBeyondWords, isOfIdentity, isSaid, meanings, toOwnFault, type Meaning } from "./code-words.ts";

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
  /** What is not there, or there already, was looked for by what was asked for. */
  readonly isLookedUp: boolean;
  /** It is made since something is not there. */
  readonly isOfAbsence: boolean;
}

/** A code, how sure it is (0 to 1), and by what. */
export interface CodeChoice {
  readonly code: Code;
  readonly confidence: number;
  readonly by: string;
}

/** Less sure than this, and a person decides. */
export const sureEnough = 0.75;

/** Less than this, and it is one of several that it could be. */
export const likely = 0.6;

/** The code that an error's words, status or class stand for. A text instead is the reason why none does. */
export function chooseCode(evidence: Evidence, contract: Contract): CodeChoice | string {
  const { foreign, status } = evidence;
  if (foreign !== null) return chooseByName(foreign, contract);
  if (status !== null) return chooseByStatus(status, contract, { message: evidence.message });
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
  const chosen = chooseByStatus(status, contract, null);
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

/** `said` is what its message may tell of it; `null` where its status follows from a name, which tells enough. */
function chooseByStatus(
  status: number,
  contract: Contract,
  said: Pick<Evidence, "message"> | null,
): CodeChoice | string {
  const { codes } = contract;
  const by = `its status ${String(status)}`;
  const same = [...codes.values()].filter(({ http, deprecated }) => http === status && deprecated === null);
  const usual = same.find(({ name }) => name === codeOfStatus(status));
  const meant = said?.message && same.length > 1 ? findSaid(said.message, same, contract) : null;
  if (meant) return { code: meant, confidence: 0.9, by: `${by} and its message` };
  const code = usual ?? (same.length === 1 ? same[0] : undefined);
  const isOpen = same.length > 1 && same.some(({ name }) => name === "FAILED_PRECONDITION");
  const isDoubtful = code && said && (isOpen || isOtherwise(said.message, code));
  if (code) return { code, confidence: isDoubtful ? likely : 0.95, by };
  return same.length === 0
    ? `${by} has no code in the contract`
    : `${by} is that of ${String(same.length)} codes in the contract`;
}

/** Whether a message speaks of another failure mode than a code: 401 and “cannot remove the last owner”. */
function isOtherwise(message: string | null, { name, http }: Code): boolean {
  if (http === 401 && !isOfIdentity(message ?? "")) return true;
  if (message === null) return false;
  const fitting = meanings.filter(({ pattern, by }) => by !== "nothing" && pattern.test(message));
  const isKnownMode = http === 500 || meanings.some(({ codes }) => codes.includes(name));
  const isOther = fitting.length > 0 && !fitting.some(({ codes }) => codes.includes(name));
  return (isKnownMode && isOther) || (http < 500 && toOwnFault(message, false) > 0);
}

/** Which of the codes of one status a message names. */
function findSaid(message: string, same: readonly Code[], contract: Contract): Code | null {
  const own = findOwn(message, contract);
  if (own) return same.includes(own) ? own : null;
  const fitting = meanings.filter((each) => isSaid(message, each));
  const meant = fitting.flatMap(({ codes }) => codes.flatMap((code) => same.filter(({ name }) => name === code)));
  return fitting.length === 1 ? (meant[0] ?? null) : null;
}

/** How sure words are where what has to be known of the place beside is known, and where it is not. */
const confidences: Readonly<Record<Meaning["by"], readonly [known: number, unknown: number]>> = {
  "the words": [0.85, 0.85],
  "a request": [0.85, 0.6],
  "the request's own": [0.8, 0.5],
  "what was asked for": [0.85, 0.6],
  nothing: [0.5, 0.5],
};

function isKnown(by: Meaning["by"], { below, isRequestsOwn, isLookedUp }: Evidence): boolean {
  if (by === "a request") return below === "request";
  return by === "the request's own" ? isRequestsOwn : isLookedUp;
}

function chooseByMessage(evidence: Evidence, contract: Contract): CodeChoice | null {
  const { message, below, isOfAbsence } = evidence;
  if (message === null) return null;
  const own = findOwn(message, contract);
  if (own) return { code: own, confidence: 0.9, by: "its message, which is the code's" };
  const by = "its message";
  const internal = contract.codes.get("INTERNAL_ERROR");
  const fault = toOwnFault(message, isOfAbsence);
  if (internal && fault > 0) return { code: internal, confidence: fault, by };
  const fitting = meanings.filter(({ pattern }) => pattern.test(message));
  const [only] = fitting;
  const code = only?.codes.map((name) => contract.codes.get(name)).find((each) => each !== undefined);
  if (!only || !code) return null;
  const [known, unknown] = confidences[only.by];
  const confidence = isKnown(only.by, evidence) ? known : unknown;
  const isNobodys = below === "job" && code.fault === "client";
  const isDoubtful = isNobodys || fitting.length > 1 || isBeyondWords(message, only);
  return { code, confidence: isDoubtful ? Math.min(confidence, likely) : confidence, by };
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

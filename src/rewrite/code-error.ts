import type { Facts } from "../analysis/facts.ts";
import type { Construction } from "../analysis/construction.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { ErrorBinding } from "../contract/contract.ts";
import { provideErrorClass } from "./error-class.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";
import type { Proposal } from "./proposal.ts";
import { toStableMessage } from "./stable-message.ts";

/** An error without a code, or what is thrown in the place of one. */
export interface UncodedError {
  readonly node: TSESTree.Node;
  readonly construction: Construction | null;
}

/** The text that the proposal goes by. */
export const codeMessages = {
  code: "Make a coded error of it: `{{code}}`, “{{message}}”.",
} as const;

/** Gives an error the code that the words of its message name, and moves what varies into its context. */
export function codeError({ node, construction }: UncodedError, facts: Facts): Proposal | string {
  const binding = facts.known.canonical;
  if (!binding) return "the contract names no error class";
  if (construction && construction.kind !== "builtin")
    return `only a person can tell what ${construction.name} stands for`;
  if (construction && construction.node.arguments.length > 1) return "it carries more than a message";
  const message = construction ? construction.message : node;
  const stable = message && toStableMessage(message, null, facts);
  if (!stable || typeof stable === "string" || stable.text === null)
    return stable && typeof stable === "string" ? stable : "it has no message";
  const code = findCode(stable.text, facts);
  if (code === null) return "only a person can tell which code it has";
  const provided = provideErrorClass(binding, node, facts);
  if (typeof provided === "string") return provided;
  const context = [...stable.data].map(([name, text]) => toMember(toKey(name), text));
  const made = toConstruction(binding, provided.name, { code, message: stable.text, context }, facts);
  if (made === null) return `${binding.name ?? "the contract's class"} has no place for a code and a message`;
  const [start, end] = node.range;
  const edits = [...provided.edits, { start, end, text: made }].sort((left, right) => left.start - right.start);
  return {
    messageId: "code",
    data: { code, message: stable.text },
    edits,
    permission: { verdict: "safe" },
    manual: true,
  };
}

/** `id` for `req.params.id`: where in a request it came says nothing of what it is. */
function toKey(name: string): string {
  const [, first = "", rest = ""] = /^(?:params|query|body)([A-Z])(.*)$/.exec(name) ?? [];
  return first === "" ? name : `${first.toLowerCase()}${rest}`;
}

function toMember(key: string, text: string): string {
  return key === text ? key : `${key}: ${text}`;
}

/** Words of a message that name a failure mode, and the codes that stand for it, the narrowest first. */
const MEANINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bnot found\b|\bdoes(?: not|n't) exist\b|\bno such\b|\bunknown \w+$/i, ["NOT_FOUND"]],
  [/\balready (?:exists?|taken|registered|in use)\b|\bduplicate\b/i, ["ALREADY_EXISTS", "CONFLICT"]],
  [
    /\bnot authenticated\b|\bunauth(?:enticated|ori[sz]ed)\b|\bnot logged in\b|\b(?:bad|invalid) (?:credentials|signature|token)\b/i,
    ["UNAUTHENTICATED"],
  ],
  [/\bforbidden\b|\bpermission denied\b|\baccess denied\b|\bnot (?:allowed|permitted)\b/i, ["PERMISSION_DENIED"]],
  [/\btoo many requests\b|\brate limit/i, ["RATE_LIMITED"]],
  [/\btime[d ]?[ -]?out\b/i, ["TIMEOUT"]],
  [/\bnot (?:yet )?implemented\b/i, ["UNIMPLEMENTED"]],
  [/\binvalid\b|\bmalformed\b|\b(?:is|are) (?:required|missing)\b|\bmissing\b|\bmust be\b/i, ["INVALID_INPUT"]],
];

function findCode(message: string, { setting }: Facts): string | null {
  const fitting = MEANINGS.filter(([words]) => words.test(message));
  const [only] = fitting;
  if (!only) return null;
  return only[1].find((code) => setting.contract?.codes.has(code)) ?? null;
}

interface Made {
  readonly code: string;
  readonly message: string;
  readonly context: readonly string[];
}

/** `new AppError("NOT_FOUND", "order not found", { context: { id } })`, in the class's own order. */
function toConstruction(
  binding: ErrorBinding,
  name: string,
  { code, message, context }: Made,
  facts: Facts,
): string | null {
  const style = toFileStyle(facts);
  const texts = { code: toLiteral(code, style), message: toLiteral(message, style) };
  const made = binding.factory ? name : `new ${name}`;
  const data = context.length > 0 ? `{ ${context.join(", ")} }` : null;
  if (binding.object !== null) {
    const { fields } = binding;
    const given = data === null ? "" : `, ${fields.context}: ${data}`;
    return `${made}({ ${fields.code}: ${texts.code}, ${fields.message}: ${texts.message}${given} })`;
  }
  if (binding.code === null || binding.message === null || (data !== null && binding.options === null)) return null;
  const places: string[] = [];
  places[binding.code] = texts.code;
  places[binding.message] = texts.message;
  if (data !== null && binding.options !== null) places[binding.options] = `{ context: ${data} }`;
  return `${made}(${Array.from(places, (each) => each ?? "undefined").join(", ")})`;
}

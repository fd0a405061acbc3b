import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import { isExport } from "../analysis/match.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Code, Contract } from "../contract/contract.ts";
import { engineSignals } from "../knowledge/signals.ts";
import { literalNumber, literalString, propertyName, propertyValue, unwrap } from "../syntax/unwrap.ts";

/** Whose fault an error that is made here is, and whether anybody need be notified of it. */
export type ErrorFault = "client" | "expected" | "server" | "unknown";

/** What a boundary takes an error for that is made here; a raw one is the server's fault. */
export function findErrorFault(construction: Construction, { setting: { contract } }: Facts): ErrorFault {
  const { kind, name } = construction;
  if (kind === "foreign") return findForeignFault(construction);
  if (kind === "other") return clientNames.test(name) ? "unknown" : "server";
  if (kind !== "coded") return "server";
  if (isExpected(construction)) return "expected";
  const code = findCode(construction, contract);
  if (code) return code.fault === "client" ? "client" : code.expected ? "expected" : "server";
  return construction.isWrap ? "server" : "unknown";
}

/** Names of classes that other files declare, and that may well be client faults. */
const clientNames =
  /NotFound|BadRequest|Invalid|Validation|Unauthori[sz]ed|Unauthenticated|Forbidden|Permission|Denied|Conflict|TooMany|RateLimit|Unprocessable/i;

function findForeignFault(construction: Construction): ErrorFault {
  const status = findForeignStatus(construction);
  if (status === null) return "unknown";
  return status < 500 ? "client" : "server";
}

/** The status that an error of a library stands for, where it is written out; else `null`. */
export function findForeignStatus({ form, code }: Construction): number | null {
  return form?.status ?? literalNumber(code);
}

/** The status that an error is answered with by itself, where it is made with one: by its code or by its library; else `null`. */
export function findStatus(construction: Construction, { setting: { contract } }: Facts): number | null {
  if (construction.kind === "foreign") return findForeignStatus(construction);
  return construction.kind === "coded" ? (findCode(construction, contract)?.http ?? null) : null;
}

/** The contract's code that a coded error is made with, where it is written out; `null` where it is not, or not the contract's. */
export function findCode({ binding, code, isWrap, node }: Construction, contract: Contract | null): Code | null {
  const options = isWrap ? node.arguments[binding?.wrap?.options ?? -1] : undefined;
  const given = options ? optionOf(options, "code") : code;
  const name = binding?.fixedCode ?? (given && (literalString(given) ?? memberName(given)));
  return (name && contract?.codes.get(name)) || null;
}

/** `ErrorCode.NOT_FOUND` */
function memberName(node: TSESTree.Node): string | null {
  const inner = unwrap(node);
  return inner.type === "MemberExpression" ? propertyName(inner) : null;
}

function isExpected({ binding, isWrap, node }: Construction): boolean {
  const options = node.arguments[(isWrap ? binding?.wrap?.options : binding?.options) ?? -1];
  const expected = options && optionOf(options, "expected");
  return expected?.type === "Literal" && expected.value === true;
}

function optionOf(node: TSESTree.Node, name: string): TSESTree.Node | null {
  const inner = unwrap(node);
  const value = inner.type === "ObjectExpression" ? propertyValue(inner, name) : null;
  return value === "unknown" ? null : value;
}

/** Whether what is made is no error to its host: a retry request, a redirect. */
export function isSignal({ node }: Construction, { known, setting: { contract } }: Facts): boolean {
  if (known.find(node.callee, contract?.signals)) return true;
  const origin = known.bindings.originOf(node.callee);
  const signals = [...engineSignals, ...known.frameworks.flatMap((framework) => framework.signals ?? [])];
  const isKnown = signals.some(
    ({ module, member }) => module !== null && origin !== null && isExport(origin, { module, member }),
  );
  return isKnown || (origin?.root.kind === "import" && OF_QUEUES.test(origin.path.at(-1) ?? ""));
}

/** What queues call the errors by which they are told when to try again, wherever they come from. */
const OF_QUEUES = /^(?:NonRetr(?:i|y)able|RetryAfter|Unrecoverable)Error$/;

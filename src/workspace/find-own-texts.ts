import type { TSESTree } from "@typescript-eslint/types";
import { isGlobal } from "../analysis/match.ts";
import type { Construction } from "../analysis/construction.ts";
import { findStatus, isSignal } from "../findings/error-fault.ts";
import { isInternalText } from "../knowledge/internal-texts.ts";
import { resolveText, toPieces } from "../rewrite/message-pieces.ts";
import { isConnectionCode } from "../knowledge/system-codes.ts";
import {
  enclosingFunction,
  lastName,
  literalString,
  parentOutsideCasts,
  propertyValue,
  unwrap,
} from "../syntax/unwrap.ts";
import type { OwnText } from "./file-contribution.ts";
import { findGuards, findStatusByWords } from "./find-raises.ts";
import type { FoundListeners } from "./find-listeners.ts";
import { lineOf, toShortText } from "./to-short-text.ts";
import { numberOf, type ReadFile } from "./to-reference.ts";

/**
 * Where a file makes an error, or throws something else, with words of its own that whoever asks may be meant to read:
 * `throw new Error("these settings come from a file")`, `reject("no such order")`.
 */
export function findOwnTexts(file: ReadFile, { byNode }: FoundListeners): OwnText[] {
  const { calls, throws } = file.facts.nodes;
  const thrown = throws.map(({ argument }) => unwrap(argument));
  const handed = calls.filter(isHandover).map((call) => unwrap(call.arguments[0] ?? call));
  const made = calls.filter((call) => toConstruction(call, file) !== null && !isKeptInside(call, file));
  return [...new Set([...thrown, ...handed.filter(isWritten), ...made])].flatMap((node) => {
    const construction = toConstruction(node, file);
    const text = construction && isInternal(construction, file) ? null : findText(node, file);
    if (text === null || isInternalText(text) || isOfConnection(node, file)) return [];
    const around = enclosingFunction(node);
    const guards = findGuards(node, byNode);
    const isThrown = thrown.includes(node);
    return [
      {
        from: numberOf(around, file),
        line: lineOf(node, file),
        text: toShortText(text),
        guards: isThrown ? guards : guards.map(({ listener }) => ({ listener, isCertain: false })),
        ...(construction && isCoded(construction, file) && { isCoded: true as const }),
      },
    ];
  });
}

/** What says that another program cannot be reached, as the system does: `Object.assign(new Error("no line"), { code: "ECONNREFUSED" })`. */
function isOfConnection(node: TSESTree.Node, { facts: { bindings } }: ReadFile): boolean {
  const isGiven = (call: TSESTree.Node | null): call is TSESTree.CallExpression =>
    call?.type === "CallExpression" && isGlobal(bindings.originOf(call.callee), "Object.assign");
  const call = [node, parentOutsideCasts(node)].find(isGiven);
  return [node, ...(call?.arguments ?? [])].map(unwrap).some((each) => {
    const code = each.type === "ObjectExpression" ? propertyValue(each, "code") : null;
    return code !== null && code !== "unknown" && isConnectionCode(literalString(code) ?? "");
  });
}

/** `reject("no such order")`, `callback("no such order")` */
function isHandover({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return /^(?:reject|fail|next|done|cb|callback)$/.test(lastName(callee) ?? "");
}

function isWritten({ type }: TSESTree.Node): boolean {
  return /^(?:Literal|TemplateLiteral|ObjectExpression)$/.test(type);
}

function toConstruction(node: TSESTree.Node, { facts: { known }, roles }: ReadFile): Construction | null {
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return null;
  const meaning = known.meaningOf(node, roles);
  return meaning?.kind === "construction" || meaning?.kind === "thrower" ? meaning.construction : null;
}

/** Given to a log or a notifier, or made for its stack: it goes to nobody. */
function isKeptInside(node: TSESTree.Node, { facts: { known }, roles }: ReadFile): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "MemberExpression") return true;
  if (parent?.type !== "CallExpression" || parent.callee === node) return false;
  return /^(?:log|notification)$/.test(known.meaningOf(parent, roles)?.kind ?? "");
}

function isInternal(construction: Construction, { facts }: ReadFile): boolean {
  return (findStatus(construction, facts) ?? 0) >= 500 || construction.isWrap || isSignal(construction, facts);
}

/** Whether a wrap hands its words on; those of a plain one it does as soon as that has the code that its words stand for. */
function isCoded(construction: Construction, { facts }: ReadFile): boolean {
  return /^(?:coded|foreign)$/.test(construction.kind) || findStatusByWords(construction, facts) !== null;
}

/** The words of what is thrown, "…" for what is filled in; `null` where it has none of its own. */
function findText(node: TSESTree.Node, file: ReadFile): string | null {
  switch (node.type) {
    case "NewExpression": {
      const text = findGivenText(node.arguments, file);
      return text ?? (isOfLanguage(node, file) ? null : (lastName(node.callee) ?? null));
    }
    case "CallExpression":
      return findGivenText(node.arguments, file);
    case "ObjectExpression":
      return findGivenText([node], file);
    default:
      return isWritten(node) ? toText(node, file) : null;
  }
}

function isOfLanguage(node: TSESTree.NewExpression, file: ReadFile): boolean {
  return toConstruction(node, file)?.kind === "builtin";
}

/** The words among some arguments, or in an object of them; a sentence goes before a code. */
function findGivenText(given: readonly TSESTree.Node[], file: ReadFile): string | null {
  const values = given
    .map((each) => unwrap(each))
    .flatMap((each) => (each.type === "ObjectExpression" ? valuesOf(each) : each));
  const texts = values.flatMap((value) => toText(value, file) ?? []);
  return texts.find((text) => /\S\s+\S/.test(text)) ?? texts[0] ?? null;
}

function valuesOf({ properties }: TSESTree.ObjectExpression): TSESTree.Node[] {
  return properties.flatMap((each) => (each.type === "Property" ? each.value : []));
}

/** `"no order " + id`, `messages.NO_ORDER`, `t("no_order")`; what only another error, or another service, has said is nobody's own. */
function toText(node: TSESTree.Node, { facts }: ReadFile): string | null {
  if (node.type === "Literal" && typeof node.value !== "string") return null;
  const pieces = toPieces(resolveText(node, facts), { error: null, facts });
  const text = pieces.map((piece) => (typeof piece === "string" ? piece : "…")).join("");
  if (/\p{L}{3}/u.test(text)) return text;
  const [piece] = pieces;
  const value = pieces.length === 1 && typeof piece === "object" && "node" in piece ? unwrap(piece.node) : null;
  return value && isConstantText(value) ? facts.source.text.slice(...value.range) : null;
}

function isConstantText(node: TSESTree.Node): boolean {
  if (node.type === "CallExpression") return node.arguments.some((each) => literalString(each) !== null);
  return (
    (node.type === "MemberExpression" || node.type === "Identifier") && /^[A-Z][A-Z\d_]+$/.test(lastName(node) ?? "")
  );
}

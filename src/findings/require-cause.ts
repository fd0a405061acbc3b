import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { CauseSlot, Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { addCause, addCauseMessages, noCauseInLib, toSlotQuestion } from "../rewrite/add-cause.ts";
import { replaceByWrap, replaceByWrapMessages } from "../rewrite/replace-by-wrap.ts";
import { takeCauseMessages } from "../rewrite/take-cause.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { isWithin, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import { caughtText } from "./caught-text.ts";
import type { Finder } from "./finder.ts";
import type { Finding, Proposal } from "./finding.ts";
import { findLostCauses, type LostCause } from "./lost-cause.ts";

/** C2: an error that is made while another is handled leaves without it. */
export const requireCause: Finder = {
  rule: "require-cause",
  messages: {
    message: "`{{made}}` takes only the message of `{{error}}`: its stack and cause are lost here. {{advice}}",
    part: "`{{made}}` takes only a part of `{{error}}`: its stack and cause are lost here. {{advice}}",
    stack:
      "`{{made}}` takes only the stack of `{{error}}`, as text: the error itself and its cause are lost here. Pass `{{error}}` as the cause.",
    nameless:
      "`{{made}}` takes only a part of what was caught: its stack and cause are lost here. Give the error a name, and pass it as the cause.",
    nothing: "`{{made}}` takes the place of `{{error}}`: what failed is lost here. Pass `{{error}}` as the cause.",
    partialCause:
      "The cause of `{{made}}` is only a part of `{{error}}`: its stack and its own cause are lost here. Pass `{{error}}` itself.",
    noSlot:
      "`{{made}}` takes a part of `{{error}}`, and its class has no place for a cause: the rest is lost here. Let the class take one, and pass `{{error}}`.",
    foreignClass:
      "`{{made}}` takes only a part of `{{error}}`: its stack and cause are lost here. Set `{{error}}` as the `cause` of what is made, or wrap it in an error that takes one.",
    overwritten:
      "The class of `{{made}}` declares a field `cause` that overwrites the one it is given: `{{error}}` is lost here. Take the field away, or set it in the constructor.",
    helper:
      "`{{made}}` is given only a part of `{{error}}`: the error that it makes has lost the stack and the cause. Pass `{{error}}` itself, and let it be the cause.",
    ...addCauseMessages,
    ...takeCauseMessages,
    ...replaceByWrapMessages,
  },
  concerns: caughtText,
  find: (facts) => findLostCauses(facts).map((lost) => toFinding(lost, facts)),
};

function toFinding(lost: LostCause, facts: Facts): Finding {
  const { node, construction, error } = lost;
  const isHelper = node !== construction.node;
  // whether a class of another file has a place for one is not known
  const advice = `Pass \`${error}\` as the cause${construction.slot.kind === "unknown" ? ", or let the class take one" : ""}.`;
  const data = { made: isHelper ? toCall(node) : toTitle(construction), error, advice };
  const settlement: Settlement = isHelper
    ? { proposals: [], unsettled: `\`${error}\` is not handed to where the error is made` }
    : toSettlement(lost, facts);
  return {
    rule: "require-cause",
    messageId: isHelper ? "helper" : toMessageId(lost),
    data,
    node,
    ...settlement,
  };
}

function toTitle({ node, name }: Construction): string {
  return `${node.type === "NewExpression" ? "new " : ""}${name}(…)`;
}

function toCall(node: TSESTree.Node): string {
  const inner = unwrap(node);
  // an async function's rejection is told by the argument that it was given
  const call = inner.type === "CallExpression" ? inner : parentOutsideCasts(inner);
  const callee = call?.type === "CallExpression" ? unwrap(call.callee) : inner;
  const name =
    callee.type === "Identifier" ? callee.name : callee.type === "MemberExpression" ? propertyName(callee) : null;
  return `${name ?? "the function"}(…)`;
}

function toMessageId({ construction, taken, variable }: LostCause): string {
  if (variable === null) return "nameless";
  if (construction.overwritesCause && taken.has("error")) return "overwritten";
  if (hasCause(construction)) return "partialCause";
  if (taken.size === 0) return isMentioned(variable, construction) ? "part" : "nothing";
  if (construction.slot.kind === "none") return construction.library ? "foreignClass" : "noSlot";
  if (taken.has("stack")) return "stack";
  return ["message", "string", "error"].some((part) => taken.has(part as "message")) ? "message" : "part";
}

/** `new Error(JSON.parse(err.message).reason)`: something of the error is there, and it cannot be said what. */
function isMentioned({ references }: Variable, { node }: Construction): boolean {
  return references.some(({ identifier }) => isWithin(identifier, node));
}

/** Whether something stands where the cause belongs. */
function hasCause({ node, slot, form }: Construction): boolean {
  if (form?.causeArgument !== undefined) return false;
  if (slot.kind === "argument") return node.arguments[slot.index] !== undefined;
  const options =
    slot.kind === "option" ? node.arguments[slot.index] : slot.kind === "errors" ? node.arguments[2] : null;
  const key = slot.kind === "option" ? slot.key : "cause";
  return (
    options?.type === "ObjectExpression" &&
    options.properties.some((property) => property.type === "Property" && propertyName(property) === key)
  );
}

type Settlement = Pick<Finding, "proposals" | "unsettled" | "withSlot">;

/** Under a contract a plain error becomes a wrap; every other keeps its class, and gets the cause. */
function toSettlement({ construction, caught, variable, leaving }: LostCause, facts: Facts): Settlement {
  if (variable === null) return { proposals: [], unsettled: "the error has no name of its own here" };
  if (!isUnreassigned(variable)) return { proposals: [], unsettled: `\`${variable.name}\` is assigned anew` };
  const added = addCause(construction, variable.name, facts);
  if (construction.kind !== "builtin")
    return { ...toBest([added]), ...(typeof added === "string" && toWithSlot(construction, variable, facts)) };
  if (caught === null) return toBest(["the function that makes it may be called elsewhere", added]);
  return toBest([replaceByWrap({ caught, error: variable, construction, leaving }, facts), added]);
}

/** Where a class takes a cause that the file does not tell, or could take one, the index may know. */
function toWithSlot(construction: Construction, { name }: Variable, facts: Facts): Pick<Finding, "withSlot"> {
  const { kind, slot, form, overwritesCause } = construction;
  const isOpen = (slot.kind === "unknown" || slot.kind === "none") && !form && !overwritesCause && kind !== "coded";
  const question = isOpen ? toSlotQuestion(construction, facts) : null;
  if (question === null) return {};
  const fill = (found: CauseSlot): Proposal | string =>
    findOdd(construction, found, facts) ?? addCause({ ...construction, slot: found }, name, facts, question);
  return { withSlot: { question, fill } };
}

/** What would be correct, and no one would write: `new StoreError("gone", undefined, undefined, { cause: err })`. */
function findOdd({ node, name }: Construction, slot: CauseSlot, { setting }: Facts): string | null {
  if ("isOfLanguage" in slot && setting.hasErrorCause === false) return noCauseInLib;
  const isFar = "index" in slot && slot.index > node.arguments.length + 1;
  return isFar ? `\`${name}\` takes a cause behind arguments that are not given here` : null;
}

/** The proposals that can be made, or could once a person has said something; else the first reason why not. */
function toBest(answers: readonly (Proposal | string)[]): Settlement {
  const proposals = answers.filter((answer): answer is Proposal => typeof answer !== "string");
  const reason = answers.find((answer): answer is string => typeof answer === "string");
  return { proposals, unsettled: proposals.some(({ manual, open }) => !manual || open) ? null : (reason ?? null) };
}

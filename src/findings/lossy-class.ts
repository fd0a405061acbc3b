import type { TSESTree } from "@typescript-eslint/types";
import type { ClassNode } from "../analysis/class-slot.ts";
import type { Facts } from "../analysis/facts.ts";
import { handToSuper } from "../rewrite/take-cause.ts";
import { isWithin, lastName, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Finding, Proposal } from "./finding.ts";

export const classMessages = {
  options:
    "The constructor of `{{class}}` takes `{{parameter}}` and does not hand it to `super`: the cause in it is lost. Hand it on.",
  prototype:
    "The constructor of `{{class}}` gives its errors the prototype of `{{parent}}`: `instanceof {{class}}` is false for them. Use `new.target.prototype`.",
  name: "Errors of `{{class}}` go by the name `{{parentName}}`, which `{{parent}}` sets: logs and reports take one for the other. Give them their own.",
  handOptions: "Hand `{{parameter}}` to `super`.",
  useTarget: "Use `new.target.prototype`.",
} as const;

/** Where an error class of a file loses what its errors should have: the cause, their class, their name. */
export function findLossyClasses(facts: Facts): Finding[] {
  return facts.nodes.classes.flatMap((node) => {
    const parent = node.superClass && unwrap(node.superClass);
    if (!parent || !isErrorClass(parent, facts)) return [];
    const body = findConstructor(node);
    return [
      ...(body ? [findDroppedOptions(node, body, facts), findWrongPrototype(node, body, facts)] : []),
      findBorrowedName(node, facts),
    ].filter((each) => each !== null);
  });
}

/** The language's own `Error`, or a class of this file that extends it. */
function isErrorClass(node: TSESTree.Node, facts: Facts, depth = 0): boolean {
  const origin = facts.bindings.originOf(node);
  if (origin?.root.kind === "global")
    return /^(?:Eval|Range|Reference|Syntax|Type|URI)?Error$/.test(origin.path.join("."));
  const own = findDeclared(node, facts);
  const parent = own?.superClass;
  return parent != null && depth < 8 && isErrorClass(parent, facts, depth + 1);
}

function findDeclared(node: TSESTree.Node, { bindings }: Facts): ClassNode | null {
  const declared = bindings.variableOf(unwrap(node))?.defs[0]?.node;
  return declared?.type === "ClassDeclaration" || declared?.type === "ClassExpression" ? declared : null;
}

type Constructor = TSESTree.FunctionExpression & { readonly body: TSESTree.BlockStatement };

function findConstructor({ body }: ClassNode): Constructor | null {
  for (const member of body.body) {
    if (member.type !== "MethodDefinition" || member.kind !== "constructor") continue;
    return member.value.type === "FunctionExpression" ? (member.value as Constructor) : null;
  }
  return null;
}

/** The calls that a constructor itself makes. */
function callsIn(body: Constructor, { nodes }: Facts): TSESTree.CallExpression[] {
  return nodes.calls.filter(
    (each): each is TSESTree.CallExpression => each.type === "CallExpression" && isWithin(each, body),
  );
}

/** `constructor(message, options) { super(message); }` */
function findDroppedOptions(node: ClassNode, body: Constructor, facts: Facts): Finding | null {
  const index = body.params.findIndex((each) => isOptions(each));
  const parameter = body.params[index];
  const name = parameter?.type === "AssignmentPattern" ? parameter.left : parameter;
  if (name?.type !== "Identifier" || node.superClass === null) return null;
  const variable = facts.bindings.declaredBy(body).find(({ identifiers }) => identifiers.includes(name));
  // whatever else it is read for may keep the cause
  if (!variable || variable.references.some((each) => !each.isWrite())) return null;
  const call = callsIn(body, facts).find(({ callee }) => callee.type === "Super");
  if (!call) return null;
  const isDirect = facts.bindings.originOf(node.superClass)?.root.kind === "global";
  const handed = isDirect ? handToSuper(call, name.name === "cause" ? "{ cause }" : name.name) : null;
  const said = { messageId: "handOptions", data: { parameter: name.name } };
  const proposal: Proposal | null = handed && {
    ...said,
    edits: [handed],
    permission: { verdict: "safe" },
    manual: true,
  };
  return toFinding("options", { class: toName(node), parameter: name.name }, { node: name, proposal });
}

/** Named and, where it has a type, typed as what holds a cause. */
function isOptions(parameter: TSESTree.Parameter): boolean {
  const name = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  if (name.type !== "Identifier" || name.name.startsWith("_")) return false;
  if (name.name === "cause" || name.name === "originalError" || name.name === "innerError") return true;
  const type = name.typeAnnotation?.typeAnnotation;
  const typeName = type?.type === "TSTypeReference" ? lastName(type.typeName) : null;
  return /^(?:options|opts)$/.test(name.name) && (type === undefined || typeName === "ErrorOptions");
}

/** `Object.setPrototypeOf(this, Error.prototype)` */
function findWrongPrototype(node: ClassNode, body: Constructor, facts: Facts): Finding | null {
  for (const call of callsIn(body, facts)) {
    const [target, prototype] = call.arguments;
    if (lastName(call.callee) !== "setPrototypeOf" || target?.type !== "ThisExpression" || !prototype) continue;
    const given = unwrap(prototype);
    if (given.type !== "MemberExpression" || propertyName(given) !== "prototype") continue;
    const owner = lastName(given.object);
    const isParent = node.superClass !== null && owner !== null && owner === lastName(node.superClass);
    if (!isParent && owner !== "Error") continue;
    const [start, end] = given.range;
    const edits = [{ start, end, text: "new.target.prototype" }];
    const proposal: Proposal = {
      messageId: "useTarget",
      data: {},
      edits,
      permission: { verdict: "safe" },
      manual: true,
    };
    return toFinding("prototype", { class: toName(node), parent: owner ?? "" }, { node: call, proposal });
  }
  return null;
}

/** A class of the file sets a name that is written out, and one that extends it sets none. */
function findBorrowedName(node: ClassNode, facts: Facts): Finding | null {
  const parent = node.superClass && findDeclared(node.superClass, facts);
  if (!parent || !node.id || setsName(node, facts) !== null) return null;
  const name = setsName(parent, facts);
  if (name === null || name === "" || name !== parent.id?.name) return null;
  const data = { class: node.id.name, parent: parent.id.name, parentName: name };
  return toFinding("name", data, { node: node.id, proposal: null });
}

/** The name that a class gives its errors, `""` where it is worked out, `null` where it gives none. */
function setsName({ body }: ClassNode, { nodes }: Facts): string | null {
  for (const member of body.body) {
    const isMember =
      member.type === "PropertyDefinition" || (member.type === "MethodDefinition" && member.kind === "get");
    if (isMember && !member.static && propertyName(member) === "name")
      return member.value?.type === "Literal" && typeof member.value.value === "string" ? member.value.value : "";
  }
  const assigned = nodes.assignments.find(({ left }) => isWithin(left, body) && isThisName(unwrap(left)));
  if (assigned)
    return assigned.right.type === "Literal" && typeof assigned.right.value === "string" ? assigned.right.value : "";
  return nodes.calls.some(
    (call) =>
      isWithin(call, body) &&
      call.arguments[0]?.type === "ThisExpression" &&
      lastName(call.callee) !== "captureStackTrace" &&
      lastName(call.callee) !== "setPrototypeOf",
  )
    ? ""
    : null;
}

function isThisName(node: TSESTree.Node): boolean {
  return node.type === "MemberExpression" && node.object.type === "ThisExpression" && propertyName(node) === "name";
}

function toName({ id, parent }: ClassNode): string {
  if (id) return id.name;
  return parent.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id.name : "the class";
}

function toFinding(
  messageId: string,
  data: Record<string, string>,
  { node, proposal }: { node: TSESTree.Node; proposal: Proposal | null },
): Finding {
  const proposals = proposal ? [proposal] : [];
  return {
    rule: "no-lost-stack",
    messageId,
    data,
    node,
    proposals,
    unsettled: proposal ? null : "only a person can tell",
  };
}

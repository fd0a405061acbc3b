import type { TSESTree } from "@typescript-eslint/types";
import type { ErrorBinding } from "../contract/contract.ts";
import type { ErrorForm, ErrorLibrary } from "../knowledge/error-library.ts";
import { httpErrors } from "../knowledge/error-libraries/http-errors.ts";
import type { Framework, Thrower } from "../knowledge/framework.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";
import { isLanguageError } from "../syntax/types.ts";
import { builtinSlot, fieldOf, inheritedSlot, localClass, slotOf, takesNoCause } from "./class-slot.ts";
import type { CauseSlot, Construction } from "./construction.ts";
import type { Known } from "./known.ts";
import { isBinding } from "./match.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The error that a call or a `new` makes, or `null` where it certainly makes none, or nobody can tell. */
export function findConstruction(node: Call, known: Known): Construction | null {
  return findCoded(node, known) ?? findForeign(node, known) ?? findBuiltin(node, known) ?? findClass(node, known);
}

function findCoded(node: Call, known: Known): Construction | null {
  const errors = known.contract?.errors;
  const origin = errors && known.bindings.originOf(node.callee);
  if (!errors || !origin) return null;
  for (const binding of errors) {
    const { wrap } = binding;
    if (wrap && node.type === "CallExpression" && isBinding(origin, wrap, known.path)) return toWrap(node, binding);
    const isMade = binding.factory === (node.type === "CallExpression");
    if (isMade && isBinding(origin, binding, known.path)) return withoutSlot(toCoded(node, binding), known);
  }
  return null;
}

const plain = { binding: null, form: null, library: null, isWrap: false, overwritesCause: false } as const;

function argumentAt(node: Call, index: number | null): TSESTree.Node | null {
  return index === null ? null : (node.arguments[index] ?? null);
}

function nameOf(node: Call): string {
  return toDotted(node.callee) ?? "an error class";
}

/** `Parse.Error`; the last name alone where what stands before it is no name. */
function toDotted(node: TSESTree.Node): string | null {
  const inner = unwrap(node);
  if (inner.type === "Identifier") return inner.name;
  if (inner.type === "ThisExpression") return "this";
  const property = inner.type === "MemberExpression" ? propertyName(inner) : null;
  if (inner.type !== "MemberExpression" || property === null) return null;
  const object = toDotted(inner.object);
  return object === null ? property : `${object}.${property}`;
}

function toWrap(node: Call, binding: ErrorBinding): Construction {
  const slot: CauseSlot = { kind: "argument", index: binding.wrap?.cause ?? 0 };
  const message = argumentAt(node, binding.wrap?.message ?? null);
  return { ...plain, node, kind: "coded", name: nameOf(node), message, code: null, slot, isWrap: true, binding };
}

/** What a call makes that is given what this binding says. */
export function toCoded(node: Call, binding: ErrorBinding): Construction {
  const object = argumentAt(node, binding.object);
  const field = (name: string): TSESTree.Node | null => fieldOf(object, name);
  const message = object ? field(binding.fields.message) : argumentAt(node, binding.message);
  const code = object ? field(binding.fields.code) : argumentAt(node, binding.code);
  return { ...plain, node, kind: "coded", name: nameOf(node), message, code, slot: slotOf(binding), binding };
}

/** What a class of the file drops, it takes in vain, whatever the contract says of its arguments. */
function withoutSlot(construction: Construction, known: Known): Construction {
  const callee = unwrap(construction.node.callee);
  const local = callee.type === "Identifier" ? localClass(callee, known) : null;
  return local && takesNoCause(local, known) ? { ...construction, slot: { kind: "none" } } : construction;
}

function findForeign(node: Call, known: Known): Construction | null {
  const found = known.formOf(node);
  return found && toForeign(node, found.form, found.library);
}

/** What a framework's own method makes and throws, as http-errors does: `ctx.throw(404, "no order")`. */
export function toThrown(
  node: Call,
  { status, message, error, exposes }: Thrower,
  { name, title }: Framework,
): Construction {
  const library = { ...httpErrors, name, title, exposes };
  const options = (message ?? 0) + 1;
  const form = {
    callee: { module: name, member: "throw" },
    construct: false,
    code: status,
    message,
    error,
    options,
  } as const;
  return toForeign(
    node,
    { ...form, cause: "cause", showsCause: true, sent: [], status: null, equivalent: null },
    library,
  );
}

function toForeign(node: Call, form: ErrorForm, library: ErrorLibrary): Construction {
  const kind = library.foreignCoded ? "foreign" : "other";
  return {
    ...plain,
    node,
    kind,
    name: nameOf(node),
    message: argumentAt(node, form.message),
    code: argumentAt(node, form.code),
    slot: slotOfForm(form),
    form,
    library,
  };
}

function slotOfForm({ options, cause, error, message, causeArgument }: ErrorForm): CauseSlot {
  if (options !== null && cause !== null) return { kind: "option", index: options, key: cause };
  if (causeArgument !== undefined) return { kind: "argument", index: causeArgument };
  // where the message may be an error too, that error is copied, not kept
  return error === null || error === message ? { kind: "none" } : { kind: "argument", index: error };
}

function findBuiltin(node: Call, known: Known): Construction | null {
  const slot = builtinSlot(node.callee, known);
  if (!slot) return null;
  const message = argumentAt(node, slot.kind === "errors" ? 1 : 0);
  return { ...plain, node, kind: "builtin", name: nameOf(node), message, code: null, slot };
}

/** A class of this file that extends an error, or one that another file declares and whose name says that it is an error. */
function findClass(node: Call, known: Known): Construction | null {
  if (node.type !== "NewExpression") return null;
  const callee = unwrap(node.callee);
  const local = callee.type === "Identifier" ? localClass(callee, known) : null;
  const name = nameOf(node);
  if (local) {
    const inherited = inheritedSlot(local, known, 0);
    return (
      inherited && {
        ...plain,
        node,
        kind: inherited.coded ? "coded" : "local",
        name,
        message: null,
        code: null,
        slot: inherited.slot,
        overwritesCause: inherited.overwrites,
      }
    );
  }
  const kind = kindByType(node, known) ?? (/(?:Error|Exception|Fault)$/.test(name) ? "other" : null);
  return kind && { ...plain, node, kind, name, message: null, code: null, slot: slotByType(node, known) };
}

/** What a class of another file is, where a type checker says what it extends. */
function kindByType(node: TSESTree.NewExpression, known: Known): Construction["kind"] | null {
  // `new Map()`: of the language, an error is called one
  if (known.bindings.originOf(node.callee)?.root.kind === "global") return null;
  const [family, ...others] = known.bindings.types?.familiesOf(node) ?? [];
  if (!family || others.length > 0) return null;
  if (known.isCodedFamily(family)) return "coded";
  return family.some(isLanguageError) ? "other" : null;
}

function slotByType(node: TSESTree.NewExpression, { bindings }: Known): CauseSlot {
  const parameter = bindings.types?.causeParameterOf(node);
  if (!parameter) return { kind: "unknown" };
  const { index, isOption } = parameter;
  return isOption ? { kind: "option", index, key: "cause" } : { kind: "argument", index };
}

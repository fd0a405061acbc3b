import type { TSESTree } from "@typescript-eslint/types";
import { builtinSlot, findConstructors, inheritedSlot, type ClassNode } from "../analysis/class-slot.ts";
import type { CauseSlot } from "../analysis/construction.ts";
import { takesAnyCause } from "../rewrite/cause-type.ts";
import { takeCause } from "../rewrite/take-cause.ts";
import { propertyName } from "../syntax/unwrap.ts";
import type { ClassEntry } from "./file-contribution.ts";
import { toClassName, type ReadFile } from "./to-reference.ts";

/** The classes of a file, with what they extend and implement. */
export function findClasses(file: ReadFile): ClassEntry[] {
  const { nodes, bindings, known } = file.facts;
  return nodes.classes.map((node) => {
    const interfaces = (node.implements as readonly TSESTree.TSClassImplements[] | undefined) ?? [];
    const bases = [...(node.superClass ? [node.superClass] : []), ...interfaces.map(({ expression }) => expression)];
    const supers = bases.flatMap((base) => toClassName(bindings.originOf(base), file) ?? []);
    const slot = inheritedSlot(node, known, 0)?.slot;
    return {
      name: node.id?.name ?? "default",
      supers,
      ...(slot && toTaking(node, slot, file)),
      ...(slot && hasToJson(node) && { hasJson: true as const }),
    };
  });
}

/** Where a class of errors takes a cause, or would if it was taught to. */
function toTaking(node: ClassNode, slot: CauseSlot, file: ReadFile): Pick<ClassEntry, "cause" | "madeAs" | "taught"> {
  const { facts } = file;
  const parent = node.superClass && !builtinSlot(node.superClass, facts.known) ? node.superClass : null;
  const madeAs =
    parent && findConstructors(node).length === 0 ? toClassName(facts.bindings.originOf(parent), file) : null;
  if (madeAs) return { madeAs };
  if (slot.kind === "none") return { cause: slot, ...toTaught(node, facts) };
  if (slot.kind === "unknown" || takesAnyCause(node, slot, facts) !== true) return {};
  return { cause: slot.kind === "errors" ? slot : { ...slot, isOpen: true } };
}

function toTaught(node: ClassNode, facts: ReadFile["facts"]): Pick<ClassEntry, "taught"> {
  const { current, old } = takeCause(node, facts);
  const slots = { slot: current?.slot ?? null, old: old?.slot ?? null };
  return current || old ? { taught: { offset: node.range[0], ...slots } } : {};
}

function hasToJson({ body }: ClassNode): boolean {
  return body.body.some(
    (member) =>
      (member.type === "MethodDefinition" || member.type === "PropertyDefinition") &&
      !member.static &&
      propertyName(member) === "toJSON",
  );
}

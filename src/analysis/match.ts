import type { Binding, ErrorBinding } from "../contract/contract.ts";
import { isSameModule } from "../contract/module-name.ts";
import type { Export } from "../knowledge/framework.ts";
import type { Origin } from "../syntax/bindings.ts";

/** Whether what a name denotes is what a binding of the contract names. `from` is the file that uses it. */
export function isBinding(origin: Origin, binding: Binding, from: string): boolean {
  if (binding.type !== null) {
    const { root, path } = origin;
    const isInstance = root.kind === "instance" && root.made !== "call";
    return (
      isInstance &&
      path.length === 1 &&
      path[0] === binding.member &&
      isNamed(root.of, { ...binding, name: binding.type, type: null }, from)
    );
  }
  return isNamed(origin, binding, from);
}

function isNamed({ root, path }: Origin, binding: Binding, from: string): boolean {
  const name = binding.name ?? "";
  const last = path.at(-1) ?? (root.kind === "declaration" ? root.variable.name : "");
  // every call of a file is compared with every binding, and nearly all of them end otherwise
  if (!name.endsWith(last)) return false;
  const names = toNames(name);
  const expected = binding.export === "default" ? names.slice(1) : names;
  switch (root.kind) {
    case "import":
      return (
        binding.module !== null && isEqual(path, expected) && isSameModule(binding.module, root.module, from) === true
      );
    case "global":
      return binding.module === null && isEqual(path, names);
    case "declaration":
      return (
        isEqual([root.variable.name, ...path], names) && (binding.module === null || isOwnModule(binding.module, from))
      );
    default:
      return false;
  }
}

const split = new Map<string, readonly string[]>();

/** A dotted path in its parts. There are few of them. */
function toNames(path: string): readonly string[] {
  const known = split.get(path);
  if (known) return known;
  const names = path.split(".");
  split.set(path, names);
  return names;
}

/** Whether a binding's module is the file itself, which uses its own declarations without importing them. */
function isOwnModule(module: string, from: string): boolean {
  return from.startsWith(module) && /^(?:\/index)?\.[cm]?[jt]sx?$/.test(from.slice(module.length));
}

/** Whether a name denotes what the language has by that name: `JSON.stringify`. */
export function isGlobal(origin: Origin | null, name: string): boolean {
  return origin?.root.kind === "global" && origin.path.join(".") === name;
}

/** Whether a name denotes an export that knowledge lists: `{ module: "pino", member: "default" }`. */
export function isExport({ root, path }: Origin, { module, member }: Export): boolean {
  if (root.kind !== "import" || toPackagePath(root.module) !== module) return false;
  return member === "default" || member === "*" ? path.length === 0 : isEqual(path, toNames(member));
}

/** A specifier without `npm:`, `jsr:` and a version: what `knowledge` compares with. */
export function toPackagePath(specifier: string): string {
  return specifier.startsWith("npm:") || specifier.startsWith("jsr:")
    ? specifier.replace(/^(?:npm|jsr):\/?/, "").replace(/^((?:@[^/]+\/)?[^@/]+)@[^/]+/, "$1")
    : specifier;
}

export function isEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

/** Whether calling what a name denotes makes an error of this binding, or wraps one in it. */
export function isMadeBy(origin: Origin, binding: ErrorBinding, from: string): boolean {
  const { wrap } = binding;
  return isBinding(origin, binding, from) || (wrap !== null && isBinding(origin, wrap, from));
}

/** The module that something comes from, however often it was called; `""` where it comes from none. */
export function moduleOf({ root }: Origin): string {
  if (root.kind === "import") return toPackagePath(root.module);
  return root.kind === "instance" ? moduleOf(root.of) : "";
}

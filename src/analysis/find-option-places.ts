import type { TSESTree } from "@typescript-eslint/types";
import type { OptionFramework } from "../knowledge/mounted-framework.ts";
import { optionForms, type OptionForm } from "../knowledge/option-forms.ts";
import type { Bindings, Origin } from "../syntax/bindings.ts";
import { traverse } from "../syntax/traverse.ts";
import { propertyName, propertyValue, unwrap } from "../syntax/unwrap.ts";
import type { AppFile } from "./find-made-apps.ts";

/** A call that takes parts of a boundary among its options: `initTRPC.create({ … })`, `new ApolloServer({ … })`. */
export interface OptionPlace<F extends AppFile = AppFile> {
  readonly framework: OptionFramework;
  readonly file: F;
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  /** `null` where it is given none; `"unseen"` where they are made elsewhere. */
  readonly options: TSESTree.ObjectExpression | "unseen" | null;
  /** The options that make up the boundary. */
  readonly parts: readonly string[];
}

/** All calls of a file that take parts of a boundary. */
export function findOptionPlaces<F extends AppFile>(file: F): OptionPlace<F>[] {
  const places: OptionPlace<F>[] = [];
  if (!optionForms.some(({ module }) => file.source.text.includes(module))) return places;
  traverse(file.source.ast, (node) => {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
    const form = findForm(node, file.bindings);
    if (form) places.push({ ...form, file, node, options: findOptions(node, form) });
  });
  return places;
}

function findForm(node: OptionPlace["node"], bindings: Bindings): OptionForm | null {
  const made = node.type === "NewExpression" ? "new" : "call";
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  const isRegister = callee.type === "MemberExpression" && propertyName(callee) === "register";
  const called = toMember(bindings.originOf(callee));
  const plugin = isRegister && first ? toMember(bindings.originOf(first)) : null;
  return (
    optionForms.find((form) => {
      const named = form.plugin === undefined ? called : plugin;
      return form.made === made && named?.module === form.module && named.member === form.member;
    }) ?? null
  );
}

/** `initTRPC.create` of `initTRPC.context<Context>().create`: what configures a builder gives it back. */
function toMember(origin: Origin | null): { readonly module: string; readonly member: string } | null {
  if (origin?.root.kind === "import") return { module: origin.root.module, member: origin.path.join(".") };
  if (origin?.root.kind !== "instance") return null;
  const builder = toMember(origin.root.of);
  const isBuilder = builder !== null && /^initTRPC\.(?:context|meta)$/.test(builder.member);
  return isBuilder ? { module: builder.module, member: ["initTRPC", ...origin.path].join(".") } : null;
}

function findOptions(node: OptionPlace["node"], { plugin }: OptionForm): OptionPlace["options"] {
  const given = node.arguments[plugin === undefined ? 0 : 1];
  if (given === undefined) return plugin === undefined ? null : "unseen";
  const object = unwrap(given);
  if (object.type !== "ObjectExpression") return "unseen";
  if (plugin === undefined) return object;
  const inner = propertyValue(object, plugin);
  const options = inner === null || inner === "unknown" ? null : unwrap(inner);
  return options?.type === "ObjectExpression" ? options : "unseen";
}

/** The part that a place is given already, and by what; `null` where it is given none that can be seen. */
export function findOwnPart({
  options,
  parts,
}: OptionPlace): { readonly part: string; readonly value: TSESTree.Node } | null {
  if (options === null || options === "unseen") return null;
  for (const part of parts) {
    const value = propertyValue(options, part);
    if (value !== null && value !== "unknown") return { part, value };
  }
  return null;
}

/** Why the parts of a boundary cannot be given to a place; `null` where nothing is in their way. */
export function findOptionDoubt(place: OptionPlace): string | null {
  const { options, parts, framework, file } = place;
  if (options === null) return null;
  if (options === "unseen") return "its options are made elsewhere";
  const own = findOwnPart(place);
  if (own) return `it has \`${own.part}\` already`;
  if (parts.some((part) => propertyValue(options, part) === "unknown")) return "not all of its options can be seen";
  return framework === "apollo" && !arePluginsPlain(options, file)
    ? "what its plugins do with errors cannot be told"
    : null;
}

/** Whether Apollo's plugins are its own, or are written out and do not look at errors. */
function arePluginsPlain(options: TSESTree.ObjectExpression, { bindings, source }: AppFile): boolean {
  const plugins = propertyValue(options, "plugins");
  if (plugins === null) return true;
  const list = plugins === "unknown" ? null : unwrap(plugins);
  if (list?.type !== "ArrayExpression") return false;
  return list.elements.every((element) => {
    const plugin = element && unwrap(element);
    if (plugin?.type === "ObjectExpression")
      return !/error|\.\.\./i.test(source.text.slice(...plugin.range)) && plugin.properties.every(isWrittenOut);
    const root = plugin?.type === "CallExpression" ? bindings.originOf(plugin.callee)?.root : null;
    return root?.kind === "import" && root.module.startsWith("@apollo/server/");
  });
}

function isWrittenOut(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === "Property" && unwrap(property.value).type !== "Identifier";
}

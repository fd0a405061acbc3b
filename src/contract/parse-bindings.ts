import { dirname } from "node:path";
import type {
  ArgumentBinding,
  Binding,
  BoundaryBinding,
  Contract,
  ErrorBinding,
  SignalBinding,
  WrapBinding,
} from "./contract.ts";
import type { Document } from "./document.ts";
import { toAbsoluteGlob } from "./glob.ts";
import { type JsonNode, getBoolean, getItems, getNumber, getString, getStrings, getValue } from "./json.ts";
import { toModuleName } from "./module-name.ts";

/** The lists under `typescript`. */
export type Bindings = Pick<
  Contract,
  | "errors"
  | "codeSources"
  | "notifiers"
  | "notNotifiers"
  | "automaticNotify"
  | "handlers"
  | "boundaries"
  | "signals"
  | "sanitizers"
  | "enrichers"
  | "guards"
  | "causeFinders"
  | "unwrappers"
  | "wrappers"
>;

/** What a file that fits the schema binds, its paths and globs made absolute. */
export function parseBindings(document: Document): Bindings {
  const typescript = getValue(document.root, "typescript");
  const directory = dirname(document.name);
  const toList = <Item>(key: string, toItem: (node: JsonNode, directory: string) => Item): Item[] =>
    getItems(typescript, key).map((node) => toItem(node, directory));
  return {
    errors: toList("errors", toErrorBinding),
    codeSources: toList("codeSources", toBinding),
    notifiers: toList("notifiers", toArgumentBinding),
    notNotifiers: toList("notNotifiers", toBinding),
    automaticNotify: getStrings(typescript, "automaticNotify"),
    handlers: toList("handlers", toArgumentBinding),
    boundaries: toList("boundaries", toBoundaryBinding),
    signals: toList("signals", toSignalBinding),
    sanitizers: toList("sanitizers", toBinding),
    enrichers: toList("enrichers", toArgumentBinding),
    guards: toList("guards", toBinding),
    causeFinders: toList("causeFinders", toBinding),
    unwrappers: toList("unwrappers", toBinding),
    wrappers: toList("wrappers", toBinding),
  };
}

function toBinding(node: JsonNode, directory: string): Binding {
  const module = getString(node, "module");
  return {
    name: getString(node, "name"),
    export: getString(node, "export"),
    type: getString(node, "type"),
    member: getString(node, "member"),
    module: module === null ? null : toModuleName(module, directory),
  };
}

function toArgumentBinding(node: JsonNode, directory: string): ArgumentBinding {
  return { ...toBinding(node, directory), argument: getNumber(node, "argument") ?? 0 };
}

function toSignalBinding(node: JsonNode, directory: string): SignalBinding {
  return { ...toBinding(node, directory), call: getBoolean(node, "call") ?? false };
}

function toBoundaryBinding(node: JsonNode, directory: string): BoundaryBinding {
  const toGlobs = (key: string): string[] => getStrings(node, key).map((glob) => toAbsoluteGlob(directory, glob));
  return {
    ...toBinding(node, directory),
    notifies: getBoolean(node, "notifies") ?? false,
    skips: getStrings(node, "skips") as ("client" | "expected")[],
    covers: toGlobs("covers"),
    files: toGlobs("files"),
  };
}

function toErrorBinding(node: JsonNode, directory: string): ErrorBinding {
  const [fields, instance] = [getValue(node, "fields"), getValue(node, "instance")];
  const toField = (key: string): string => getString(fields, key) ?? key;
  const binding = toBinding(node, directory);
  return {
    ...binding,
    factory: getBoolean(node, "factory") ?? false,
    canonical: getBoolean(node, "canonical") ?? false,
    code: getNumber(node, "code"),
    message: getNumber(node, "message"),
    options: getNumber(node, "options"),
    cause: getNumber(node, "cause"),
    object: getNumber(node, "object"),
    fields: {
      code: toField("code"),
      message: toField("message"),
      cause: toField("cause"),
      context: toField("context"),
    },
    context: getBoolean(node, "context") ?? true,
    construct: getBoolean(node, "construct") ?? true,
    fixedCode: getString(node, "fixedCode"),
    instance: {
      code: getString(instance, "code") ?? "code",
      status: getString(instance, "status"),
      context: getString(instance, "context") ?? "context",
    },
    wrap: toWrapBinding(getValue(node, "wrap"), { binding, directory }),
  };
}

function toWrapBinding(
  node: JsonNode | null,
  { binding, directory }: { readonly binding: Binding; readonly directory: string },
): WrapBinding | null {
  const name = getString(node, "name");
  if (name === null || node === null) return null;
  const { module, ...named } = toBinding(node, directory);
  const isMember = module === null && name.split(".", 1)[0] === binding.name?.split(".", 1)[0];
  return {
    ...named,
    name,
    module: module ?? binding.module,
    export: isMember ? binding.export : null,
    cause: getNumber(node, "cause") ?? 0,
    message: getNumber(node, "message") ?? 1,
    options: getNumber(node, "options"),
  };
}

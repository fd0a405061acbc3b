import type { TSESTree } from "@typescript-eslint/types";
import { findLogger } from "../analysis/is-log.ts";
import { toPackagePath } from "../analysis/match.ts";
import { winston } from "../knowledge/loggers/winston.ts";
import { oncePer } from "../syntax/once-per.ts";
import { isAbsolutePath } from "../contract/glob.ts";
import {
  lastName,
  parentOutsideCasts,
  propertyName,
  propertyValue,
  unwrap,
  type FunctionNode,
} from "../syntax/unwrap.ts";
import type { Ask, FileContribution } from "./file-contribution.ts";
import { toParent } from "./find-logging.ts";
import type { Modules } from "./modules.ts";
import { functionOf, toModule, type ReadFile } from "./to-reference.ts";

/** Whether a call logs with a winston of its own module, which prints no more of an error than its text and stack. */
export function printsTextAlone(call: TSESTree.CallExpression, file: ReadFile): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || !hasTextFormat(file)) return false;
  const origin = file.facts.bindings.originOf(callee.object);
  const logger = origin && findLogger(origin);
  return logger ? logger === winston : origin?.root.kind !== "import" && origin?.root.kind !== "global";
}

/** The logger of another module with which a call logs: `logger.error(err)`; a child logs as its parent does. */
export function findExportedLogger({ callee }: TSESTree.CallExpression, file: ReadFile): Ask["by"] | null {
  const inner = unwrap(callee);
  const origin = inner.type === "MemberExpression" ? file.facts.bindings.originOf(inner.object) : null;
  const { root, path } = (origin && toParent(origin)) ?? {};
  const isImport = root?.kind === "import" && path !== undefined && path.length < 2;
  return isImport ? { module: toModule(root.module, file), name: path[0] ?? "default" } : null;
}

/** Whether a logger that a module exports is a winston of its own, which prints no more of an error than its text and stack. */
export function isPrintingText(by: NonNullable<Ask["by"]>, modules: Modules): boolean {
  return findWinstons(by, modules).some((file) => file.printsText === true || hasTextFormats(file, modules));
}

/** The files that make the winston of their own that a module exports. */
export function findWinstons({ module, name }: NonNullable<Ask["by"]>, modules: Modules): FileContribution[] {
  return modules.findExports(module, name).flatMap(({ file, target }) => {
    const made = target.kind === "value" ? target.type?.module : null;
    return made != null && winston.modules.includes(made) ? [file] : [];
  });
}

/** Whether all formats that a file's winston is given come from modules whose formats print no more than that. */
function hasTextFormats({ formats = [] }: FileContribution, modules: Modules): boolean {
  const given = formats.flatMap((module) => modules.find(module));
  return given.length > 0 && given.every(({ printsText }) => printsText === true);
}

/** The modules of the project from which a file takes the formats of its winston: `createLogger({ format: lineFormat })`. */
export function findFormatModules(file: ReadFile): readonly string[] {
  const { facts } = file;
  if (!facts.imports.has("winston")) return [];
  const found = facts.nodes.calls.flatMap((call) => {
    const [options] = call.arguments;
    const isMaking = lastName(call.callee) === "createLogger" && options?.type === "ObjectExpression";
    const format = isMaking ? propertyValue(options, "format") : null;
    const origin = format && format !== "unknown" ? facts.bindings.originOf(format) : null;
    const module = origin?.root.kind === "import" ? toModule(origin.root.module, file) : "";
    return isAbsolutePath(module) ? [module] : [];
  });
  return [...new Set(found)];
}

/** Formats that write out whatever a record has. */
const whole = new Set(["json", "prettyPrint", "simple", "logstash"]);

/** What a format of the module's own may write a cause by. */
const unfolding = /\bcause\b|\binspect\b|serialize/i;

/** `format.combine(errors({ stack: true }), printf(({ message, stack }) => …))`, and no format that may write more. */
export const hasTextFormat = oncePer((file: ReadFile): boolean => {
  const { facts } = file;
  if (!facts.imports.has("winston") || unfolding.test(facts.source.text)) return false;
  const formats = facts.nodes.calls.flatMap((call) => {
    const { root, path } = facts.bindings.originOf(call.callee) ?? {};
    const isFormat = root?.kind === "import" && /^(?:winston|logform)$/.test(toPackagePath(root.module));
    return isFormat ? [{ name: path?.at(-1) ?? "", given: call.arguments[0] }] : [];
  });
  const printing = formats.filter(({ name }) => name === "printf");
  const isTextual = printing.every(({ given }) => isOfText(given && functionOf(given, file), facts));
  return printing.length > 0 && isTextual && !formats.some(({ name }) => whole.has(name));
});

/** Whether a function reads members of a record by name, and no cause. */
function isOfText(print: FunctionNode | null | undefined, { bindings }: ReadFile["facts"]): boolean {
  const [record] = print?.params ?? [];
  if (record?.type === "ObjectPattern")
    return record.properties.every((each) => each.type === "Property" && isTextName(propertyName(each)));
  if (!print || record?.type !== "Identifier") return false;
  const uses = bindings.declaredBy(print).filter(({ identifiers }) => identifiers.includes(record));
  return uses
    .flatMap(({ references }) => references)
    .every(({ identifier }) => {
      const parent = parentOutsideCasts(identifier);
      return parent?.type === "MemberExpression" && parent.object === identifier && isTextName(propertyName(parent));
    });
}

function isTextName(name: string | null): boolean {
  return name !== null && !/cause|err|meta|splat/i.test(name);
}

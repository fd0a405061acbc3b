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

/** Whether a call logs with a winston of its own module, which prints no cause of an error. */
export function printsTextAlone(call: TSESTree.CallExpression, file: ReadFile): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || findPrinting(file) === null) return false;
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

/** Whether a logger that a module exports is a winston of its own, which prints no cause of an error. */
export function isPrintingText(by: NonNullable<Ask["by"]>, modules: Modules): boolean {
  return findWinstons(by, modules).some((file) => findAllPrinting(file, modules) !== null);
}

/** Whether a logger that a module exports is a winston of its own, which prints no member of a record but its text and stack. */
export function isPrintingNoMembers(by: NonNullable<Ask["by"]>, modules: Modules): boolean {
  return findWinstons(by, modules).some((file) => findAllPrinting(file, modules) === "text");
}

/** The files that make the winston of their own that a module exports. */
export function findWinstons({ module, name }: NonNullable<Ask["by"]>, modules: Modules): FileContribution[] {
  return modules.findExports(module, name).flatMap(({ file, target }) => {
    const made = target.kind === "value" ? target.type?.module : null;
    return made != null && winston.modules.includes(made) ? [file] : [];
  });
}

/** What a file's winston prints by its own formats, or by those of other modules that it is given. */
function findAllPrinting({ prints, formats = [] }: FileContribution, modules: Modules): Printing | null {
  if (prints) return prints;
  const given = formats.flatMap((module) => modules.find(module)).map((file) => file.prints);
  if (given.length === 0 || given.includes(undefined)) return null;
  return given.includes("record") ? "record" : "text";
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

/** What a winston prints of an error: its text and stack, or the record with all that is enumerable, in which the text of a cause is not. */
export type Printing = "text" | "record";

/** Formats that print a record as JSON has it: a cause as `{}`. */
const ofRecords = new Set(["json", "simple", "logstash"]);

/** What a format of the module's own may write a cause by. */
const unfolding = /\bcause\b|\binspect\b|serialize/i;

/** Formats that print a record, by their names. */
const printing = new Set([...ofRecords, "prettyPrint", "printf"]);

/**
 * `format.combine(errors({ stack: true }), printf(({ message, stack }) => …))`, or `format.json()`, which is also what a winston has
 * that is given none; `null` where a format may print more.
 */
export function findPrinting(file: ReadFile): Printing | null {
  const found = findOwnPrinting(file);
  return found === "more" ? null : found;
}

const findOwnPrinting = oncePer((file: ReadFile): Printing | "more" => {
  const { facts } = file;
  if (!facts.imports.has("winston") || facts.imports.has("nest-winston") || unfolding.test(facts.source.text))
    return "more";
  const formats = findFormats(file).filter(({ name }) => printing.has(name));
  if (formats.length === 0) return isUnformatted(file) ? "record" : "more";
  const isKnown = formats.every(({ name, given }) =>
    name === "printf" ? isOfText(given && functionOf(given, file), facts) : ofRecords.has(name),
  );
  if (!isKnown) return "more";
  return formats.every(({ name }) => name === "printf") ? "text" : "record";
});

interface Format {
  readonly name: string;
  readonly given: TSESTree.Node | undefined;
}

function findFormats({ facts: { bindings, nodes } }: ReadFile): Format[] {
  return nodes.calls.flatMap((call) => {
    const { root, path } = bindings.originOf(call.callee) ?? {};
    const isFormat = root?.kind === "import" && /^(?:winston|logform)$/.test(toPackagePath(root.module));
    return isFormat ? [{ name: path?.at(-1) ?? "", given: call.arguments[0] }] : [];
  });
}

/** `createLogger({ transports: [new transports.Console()] })` */
function isUnformatted({ facts }: ReadFile): boolean {
  return /\bcreateLogger\(/.test(facts.source.text) && !/format/i.test(facts.source.text);
}

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

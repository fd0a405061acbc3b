import type { ErrorBinding } from "../../contract/contract.ts";
import { toLiteral } from "./literal.ts";
import type { Modules } from "./modules.ts";
import type { OwnClass, OwnErrors } from "./own-errors.ts";

/** How the team's own errors are read, and, where they take the place of the generated class, made. */
export function toOwnErrorsModule({ classes, maker }: OwnErrors, { meaning }: Modules): string {
  const names = new LocalNames([...classes, ...(maker === null ? [] : [maker])]);
  const helpers = [
    "codeOfStatus",
    "findCode",
    "isObject",
    "joinContexts",
    "readWith",
    "toErrorStatus",
    "toMeaningOfCode",
  ];
  const making = maker === null ? [] : ["hideFromStack", "isCancellation", "isSignal", "markAsWrap", "toMeaning"];
  const types = ["Context", "ErrorCode", "Meaning", "Thrown", ...(maker === null ? [] : ["WrapOptions"])];
  return `${names.toImports()}
import { ${[...helpers, ...making].sort().join(", ")} } from ${meaning};
import type { ${types.join(", ")} } from ${meaning};

interface OwnClass {
  /** Asked for when an error is read: these modules may import each other. */
  readonly type: () => { readonly prototype: object } | undefined;
  /** The properties that hold what its errors mean. */
  readonly code: string;
  readonly status: readonly string[];
  readonly context: string;
  readonly fixedCode?: ErrorCode;
}

/** The error classes that the contract names. */
const OWN_CLASSES: readonly OwnClass[] = [
${classes.map((each) => `  ${toEntry(each, names)},`).join("\n")}
];

${maker === null ? "" : madeText}${readingText(maker !== null)}${maker === null ? "" : `\n${toMakingText(maker, names)}`}`;
}

/** The names that imported classes go by: their own, but for those that are taken. */
class LocalNames {
  readonly #byImport = new Map<string, string>();
  /** What is imported by its name, by specifier. */
  readonly #named = new Map<string, string[]>();
  readonly #lines: string[] = [];

  constructor(classes: readonly OwnClass[]) {
    for (const each of classes) this.#add(each);
  }

  toImports(): string {
    const named = [...this.#named].map(([specifier, names]) => `import { ${names.join(", ")} } from ${specifier};`);
    return [...this.#lines, ...named].join("\n");
  }

  /** The class as an expression: `ApiError`, `Errors.Api`. */
  of({ binding, specifier }: OwnClass): string {
    const [root = "", ...members] = (binding.name ?? "").split(".");
    return [this.#byImport.get(toKey(binding, specifier)) ?? root, ...members].join(".");
  }

  #add({ binding, specifier }: OwnClass): void {
    const key = toKey(binding, specifier);
    if (this.#byImport.has(key)) return;
    const [root = ""] = (binding.name ?? "").split(".");
    const taken = new Set([...ownNames, ...this.#byImport.values()]);
    let local = root;
    for (let count = 2; taken.has(local); count++) local = root + String(count);
    this.#byImport.set(key, local);
    const from = toLiteral(specifier);
    if (binding.export === "default") this.#lines.push(`import ${local} from ${from};`);
    else this.#named.set(from, [...(this.#named.get(from) ?? []), local === root ? root : `${root} as ${local}`]);
  }
}

const ownNames = (
  "Context ErrorCode Meaning Thrown WrapOptions OwnClass OWN_CLASSES OwnError MakeOptions Error Set WeakMap Object Reflect " +
  "codeOfStatus findCode hideFromStack isCancellation isObject isSignal joinContexts markAsWrap readWith toErrorStatus toMeaning toMeaningOfCode " +
  "meaningOfOwn readOwn findOwnClass isOf read make makeError wrapError construct made"
).split(" ");

function toKey({ name, export: exported }: ErrorBinding, specifier: string): string {
  return [specifier, exported ?? (name ?? "").split(".", 1)[0]].join(" ");
}

function toEntry(own: OwnClass, names: LocalNames): string {
  const { instance, fixedCode } = own.binding;
  const facts = [
    `type: () => ${names.of(own)}`,
    `code: ${toLiteral(instance.code)}`,
    `status: ${toLiteral(toStatusNames(own.binding))}`,
    `context: ${toLiteral(instance.context)}`,
    ...(fixedCode === null ? [] : [`fixedCode: ${toLiteral(fixedCode)}`]),
  ];
  return `{ ${facts.join(", ")} }`;
}

function toStatusNames({ instance: { status } }: ErrorBinding): string[] {
  return status === null ? ["status", "statusCode"] : [status];
}

const madeText = `/** What errors mean that were made here: what they wrap may know better than their class. */
const made = new WeakMap<object, Meaning>();

`;

function readingText(isMaking: boolean): string {
  const readOwn = isMaking ? "made.get(err) ?? readOwn(err)" : "readOwn(err)";
  const readInner = readOwn.replaceAll("(err)", "(at)");
  return `/**
 * What an error of these classes means. Around errors of the same code it is a wrap: the innermost of them says whose fault it
 * is and what a client may see, and all of them what it was about. \`undefined\` for any other error.
 */
export function meaningOfOwn(err: Thrown): Meaning | undefined {
  const outer = ${readOwn};
  if (outer === undefined) return undefined;
  let meaning = outer;
  const seen = new Set<unknown>([err]);
  for (let at = err.cause; isObject(at) && !seen.has(at); at = at.cause) {
    seen.add(at);
    const inner = ${readInner};
    if (inner?.code !== outer.code) break;
    meaning = { ...inner, context: joinContexts(meaning.context, inner.context) };
  }
  return meaning;
}

readWith(meaningOfOwn);

function readOwn(err: Thrown): Meaning | undefined {
  const own = findOwnClass(err);
  return own === undefined ? undefined : read(err, own);
}

/** The narrowest of the classes that an error is of. */
function findOwnClass(err: Thrown): OwnClass | undefined {
  let found: OwnClass | undefined;
  for (const each of OWN_CLASSES) if (isOf(each, err) && (found === undefined || isOf(found, each.type()?.prototype))) found = each;
  return found;
}

function isOf(own: OwnClass, value: unknown): boolean {
  const prototype = own.type()?.prototype;
  return prototype !== undefined && isObject(value) && Object.prototype.isPrototypeOf.call(prototype, value);
}

/** A status of its own says whose fault it is; without one, its code does. */
function read(err: Thrown, own: OwnClass): Meaning {
  const status = own.status.map((name) => toErrorStatus(err[name])).find((each) => each !== undefined);
  const facts = toMeaningOfCode(findCode(err[own.code]) ?? own.fixedCode ?? (status === undefined ? undefined : codeOfStatus(status)));
  const fault = status === undefined ? facts.fault : status < 500 ? "client" : "server";
  const context = err[own.context];
  return {
    ...facts,
    fault,
    status: status ?? facts.status,
    context: isObject(context) && !Array.isArray(context) ? (context as Context) : {},
    publicMessage: fault === "client" && typeof err.message === "string" ? err.message : facts.publicMessage,
  };
}
`;
}

function toMakingText(maker: OwnClass, names: LocalNames): string {
  const name = names.of(maker);
  const { factory } = maker.binding;
  const construct = factory
    ? `(${name} as unknown as (...given: unknown[]) => OwnError)`
    : `new (${name} as unknown as new (...given: unknown[]) => OwnError)`;
  const statuses = toLiteral(toStatusNames(maker.binding));
  return `export type OwnError = ${factory ? "ReturnType" : "InstanceType"}<typeof ${name}>;

/**
 * What to throw in place of a caught error: an error that says what was being done, around the caught one. It keeps the
 * meaning of a cause that has one; a wrap adds to it and changes nothing. A signal comes back as it is.
 */
export function wrapError(cause: unknown, message: string, options: WrapOptions = {}): OwnError {
  if (isSignal(cause) || isCancellation(cause)) return cause as OwnError;
  const { code, fault, severity, retryable, expected, status, context, publicMessage } = toMeaning(cause, options.code);
  const meaning = { code, fault, severity, retryable, status, publicMessage, expected: expected || options.expected === true };
  const error = make({ ...meaning, context: joinContexts(options.context, context) }, message, cause);
  markAsWrap(error);
  hideFromStack(error as unknown as Error, wrapError);
  return error;
}

export interface MakeOptions {
  readonly cause: unknown;
  readonly context: Context;
  /** What a client may see in place of the message. */
  readonly publicMessage?: string | undefined;
}

/** A new error of a code. */
export function makeError(code: ErrorCode, message: string, { cause, context, publicMessage }: MakeOptions): OwnError {
  const facts = toMeaningOfCode(code);
  const shown = publicMessage ?? (facts.fault === "client" ? message : facts.publicMessage);
  const error = make({ ...facts, context, publicMessage: shown }, message, cause);
  hideFromStack(error as unknown as Error, makeError);
  return error;
}

/** An error that means what it is told to mean, and says so wherever its class says it. */
function make(meaning: Meaning, message: string, cause: unknown): OwnError {
  const error = ${construct}(${toArguments(maker.binding)});
  const fields = error as unknown as Thrown;
  if (fields.cause === undefined) Object.defineProperty(error, "cause", { value: cause, writable: true, configurable: true });
  for (const name of ${statuses}) if (typeof fields[name] === "number") Reflect.set(fields, name, meaning.status);
  made.set(fields, meaning);
  return error;
}
`;
}

/** What the class is given, in its own order; what stands between and is not known is left out. */
function toArguments({ code, message, cause, options, object, fields, context }: ErrorBinding): string {
  const places: string[] = [];
  if (code !== null) places[code] = "meaning.code";
  if (message !== null) places[message] = "message";
  if (cause !== null) places[cause] = "cause";
  if (options !== null) places[options] = context ? "{ cause, context: meaning.context }" : "{ cause }";
  if (object !== null) {
    const parts = {
      code: "meaning.code",
      message: "message",
      cause: "cause",
      ...(context && { context: "meaning.context" }),
    };
    const given = Object.entries(parts).map(
      ([role, value]) => `${toLiteral(fields[role as keyof typeof fields])}: ${value}`,
    );
    places[object] = `{ ${given.join(", ")} }`;
  }
  return Array.from(places, (each) => each ?? "undefined").join(", ");
}

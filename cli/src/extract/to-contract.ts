import { toMemberName, usualCodePattern } from "../../../src/contract/code-pattern.ts";
import { toWords } from "../../../src/rewrite/words.ts";
import { findCanonical, toSorted } from "./canonical.ts";
import type { CodeSource } from "./code-source.ts";
import type { ErrorClass, Positions } from "./error-class.ts";
import { fixedCodeOf, type Factory, type Gathered, type SeenCode } from "./gather.ts";
import { statusNamed, suggestStatus } from "./guess-status.ts";
import type { Spellings } from "./modules-of.ts";

/** A contract file, as far as code can say. */
export interface DraftContract {
  readonly $schema: string;
  readonly format: 1;
  readonly version: string;
  /** Absent where the usual one holds. */
  readonly codePattern?: string;
  readonly codes: Readonly<Record<string, DraftCode>>;
  readonly typescript: {
    readonly errors?: readonly { readonly canonical?: boolean }[];
    readonly codeSources?: readonly object[];
  };
}

export interface DraftCode {
  readonly description: string;
  readonly fault: "client" | "server";
  /** Absent where neither code nor name tells. */
  readonly http?: number;
  readonly message?: string;
}

/** What is written, and what a person should look at. */
export interface Draft {
  readonly contract: DraftContract;
  readonly notes: readonly string[];
}

export const schema = "https://unpkg.com/eslint-plugin-error-contract/error-contract.schema.json";

/** A contract by which the code of a repository is legal as it stands. */
export function toContract(found: Gathered, spellings: Spellings): Draft {
  const codes = Object.fromEntries([...found.codes.values()].map((seen) => [seen.name, toCode(seen)]));
  const pattern = toCodePattern([...found.codes.keys()]);
  const canonical = findCanonical(found, spellings.root);
  const errors = [
    ...toSorted(found.classes).flatMap((each) => toClassBindings(each, { spellings, isCanonical: each === canonical })),
    ...found.factories.flatMap((each) => toFactoryBindings(each, spellings)),
  ];
  const codeSources = [...found.sources.values()]
    .filter(({ declaration }) => !isType(declaration))
    .flatMap(({ declaration, name }) => spellings.of(declaration, name).map(toNamed));
  const contract: DraftContract = {
    $schema: schema,
    format: 1,
    version: "1.0.0",
    ...(pattern !== null && { codePattern: pattern }),
    codes,
    typescript: { ...(errors.length > 0 && { errors }), ...(codeSources.length > 0 && { codeSources }) },
  };
  return { contract, notes: toNotes(found) };
}

function isType(declaration: CodeSource["declaration"]): boolean {
  return "type" in declaration && !("initializer" in declaration);
}

function toCode({ name, docs, messages, statuses }: SeenCode): DraftCode {
  const http = mostFrequent(statuses) ?? statusNamed(name);
  const [message = null, ...others] = new Set(messages.filter((each) => each !== name));
  const own = others.length === 0 ? message : null; // what is said differently each time describes the occurrence
  return {
    description: toSentence(docs[0] ?? own ?? toPhrase(name)),
    fault: http !== null && http < 500 ? "client" : "server",
    ...(http !== null && { http }),
    ...(own !== null && { message: own }),
  };
}

/** `ORDER_NOT_FOUND`, `OrderNotFound` and `order/not-found` as "order not found". */
function toPhrase(code: string): string {
  const last = toMemberName(code);
  const isMixed = /[a-z]/.test(last);
  return (isMixed ? last.split(/[^A-Za-z\d]+/) : [last.toLowerCase().replaceAll(/[^a-z\d]+/g, "_")])
    .flatMap(toWords)
    .join(" ");
}

/** What was decided on a guess, or between several that were found. */
function toNotes({ codes, guessed }: Gathered): string[] {
  const seen = [...codes.values()];
  const unseen = seen.filter(({ statuses }) => statuses.length === 0).map(({ name }) => name);
  const named = unseen.filter((name) => statusNamed(name) !== null);
  const unknown = unseen.filter((name) => statusNamed(name) === null);
  const [open, others] = [true, false].map((isOpen) =>
    unknown.filter((name) => (suggestStatus(name) !== null) === isOpen),
  );
  const disputed = seen.filter(({ statuses }) => new Set(statuses).size > 1);
  return [
    ...disputed.map(({ name, statuses }) => {
      const different = [...new Set(statuses)].join(" and ");
      return `${name} is answered with ${different}: ${String(mostFrequent(statuses))} is written.`;
    }),
    ...toList("Statuses by their names alone", named, statusNamed),
    ...toList(
      "Server faults until you say otherwise, since only words of the names speak of a status",
      open,
      suggestStatus,
    ),
    ...toList("Server faults, since no status was seen", others, () => null),
    ...[...guessed.values()].map(
      ({ name }) => `${name} is a source of codes by its name: no error was seen to be made with it.`,
    ),
  ];
}

function toList(title: string, names: readonly string[] = [], statusOf: (name: string) => number | null): string[] {
  const listed = names.map((name) => [name, statusOf(name)].filter((each) => each !== null).join(" "));
  return listed.length === 0 ? [] : [`${title}: ${listed.join(", ")}.`];
}

/** The first of those that occur most often. */
function mostFrequent<T>(values: readonly T[]): T | null {
  const count = (value: T): number => values.filter((each) => each === value).length;
  return [...values].sort((one, other) => count(other) - count(one))[0] ?? null;
}

function toSentence(text: string): string {
  const sentence = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** The least pattern of the usual ones that all codes match; `null` where it is the contract's own. */
function toCodePattern(codes: readonly string[]): string | null {
  if (codes.every((code) => usualCodePattern.test(code))) return null;
  const patterns = ["^[a-z][a-z0-9_]*$", "^[a-z][a-z0-9-]*$", "^[A-Z][A-Za-z0-9]*$", "^[A-Za-z][\\w.:/-]*$"];
  return patterns.find((pattern) => codes.every((code) => new RegExp(pattern, "u").test(code))) ?? ".+";
}

function toClassBindings(
  made: ErrorClass,
  { spellings, isCanonical }: { spellings: Spellings; isCanonical: boolean },
): object[] {
  const { declaration, name, positions, properties } = made;
  const code = fixedCodeOf(made);
  return spellings.of(declaration, name).map((spelling, index) => ({
    ...toNamed(spelling),
    ...toPositions(positions),
    ...(code !== null && { fixedCode: code }),
    ...toProperties(properties),
    ...(isCanonical && index === 0 && { canonical: true, ...(positions.wantsMore && { construct: false }) }),
  }));
}

function toFactoryBindings({ declaration, name, positions, fixedCode }: Factory, spellings: Spellings): object[] {
  const [owner = name, method] = name.split(".");
  const named = method === undefined ? declaration : declaration.parent;
  return spellings.of(named as typeof declaration, owner).map((spelling) => ({
    ...toNamed({ ...spelling, name: method === undefined ? spelling.name : `${spelling.name}.${method}` }),
    factory: true,
    ...toPositions(positions),
    ...(fixedCode !== null && { fixedCode }),
  }));
}

function toNamed({ name, module, export: exported }: ReturnType<Spellings["of"]>[number]): object {
  return { name, module, ...(exported !== null && { export: exported }) };
}

/** Where its errors keep what they mean, where that goes by another name than usual. */
function toProperties(properties: ErrorClass["properties"]): object {
  const usual = { code: ["code"], status: ["status", "statusCode"], context: ["context"] };
  const others = Object.entries(properties).filter(([role, name]) => !usual[role as keyof typeof usual].includes(name));
  return others.length === 0 ? {} : { instance: Object.fromEntries(others) };
}

/** Positions as a contract writes them; of the fields only those with names of their own. */
function toPositions({ code, message, cause, options, object, fields, keepsContext }: Positions): object {
  const said = Object.entries({ code, message, cause, options, object }).filter(([, index]) => index !== null);
  const others = Object.entries(object === null ? {} : fields).filter(
    ([role, field]) => role !== field && role !== "status",
  );
  const isWithout = (options ?? object) !== null && !keepsContext;
  return {
    ...Object.fromEntries(said),
    ...(isWithout && { context: false }),
    ...(others.length > 0 && { fields: Object.fromEntries(others) }),
  };
}

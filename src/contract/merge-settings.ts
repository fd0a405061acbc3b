import { dirname } from "node:path";
import type { Contract, ErrorBinding, Policy, Scope, WireRule } from "./contract.ts";
import type { Document } from "./document.ts";
import { toAbsoluteGlob } from "./glob.ts";
import { getItems, getString, getStrings, getValue } from "./json.ts";
import { type Bindings, parseBindings } from "./parse-bindings.ts";

/** All of a contract but its codes and envelope. */
export type MergedSettings = Pick<Contract, "version" | "scope" | "policy" | "wire" | "knowledgeOff" | "go" | "rust"> &
  Bindings;

/**
 * Merges what files (that fit the schema, those that are extended first) say beside codes and envelope. Lists
 * concatenate, one's own first; of single words one's own counts, so `scope.include` is replaced as a whole.
 */
export function mergeSettings(documents: readonly Document[]): MergedSettings {
  const ownFirst = [...documents].reverse();
  const go = toNearest(ownFirst, ({ root }) => getString(getValue(root, "go"), "package"));
  const rust = toNearest(ownFirst, ({ root }) => getString(getValue(root, "rust"), "module"));
  return {
    version: getString(ownFirst[0]?.root ?? null, "version"),
    scope: toScope(ownFirst),
    policy: toPolicyWords(ownFirst),
    wire: ownFirst.flatMap(toWireRules),
    knowledgeOff: new Set(ownFirst.flatMap(({ root }) => getStrings(getValue(root, "knowledge"), "off"))),
    go: go === null ? null : { package: go },
    rust: rust === null ? null : { module: rust },
    ...toBindings(ownFirst.map(parseBindings)),
  };
}

function toNearest<Value>(ownFirst: readonly Document[], get: (document: Document) => Value | null): Value | null {
  for (const document of ownFirst) {
    const value = get(document);
    if (value !== null) return value;
  }
  return null;
}

function toScope(ownFirst: readonly Document[]): Scope {
  const toGlobs = (document: Document, key: keyof Scope): string[] => {
    const globs = getStrings(getValue(document.root, "scope"), key);
    return globs.map((glob) => toAbsoluteGlob(dirname(document.name), glob));
  };
  const toAll = (key: keyof Scope): string[] => ownFirst.flatMap((document) => toGlobs(document, key));
  return {
    include: ownFirst.map((document) => toGlobs(document, "include")).find((globs) => globs.length > 0) ?? [],
    exclude: toAll("exclude"),
    client: toAll("client"),
    tests: toAll("tests"),
  };
}

function toPolicyWords(ownFirst: readonly Document[]): Contract["policy"] {
  const toWord = (key: keyof Policy): Policy[keyof Policy] | null =>
    toNearest(ownFirst, ({ root }) => getString(getValue(root, "policy"), key) as Policy[keyof Policy] | null);
  return {
    selective: toWord("selective"),
    cleanup: toWord("cleanup"),
    callbacks: toWord("callbacks"),
    returns: toWord("returns"),
    development: toWord("development"),
  };
}

function toWireRules(document: Document): WireRule[] {
  return getItems(document.root, "wire").flatMap((rule) => {
    const shape = (getString(rule, "shape") ?? "envelope") as WireRule["shape"];
    return getStrings(rule, "files").map((glob) => ({ files: toAbsoluteGlob(dirname(document.name), glob), shape }));
  });
}

function toBindings(all: readonly Bindings[]): Bindings {
  const concatenate = <Key extends keyof Bindings>(key: Key): Bindings[Key][number][] =>
    all.flatMap((bindings) => [...bindings[key]]);
  return {
    errors: toSingleCanonical(concatenate("errors")),
    codeSources: concatenate("codeSources"),
    notifiers: concatenate("notifiers"),
    notNotifiers: concatenate("notNotifiers"),
    automaticNotify: [...new Set(concatenate("automaticNotify"))],
    handlers: concatenate("handlers"),
    boundaries: concatenate("boundaries"),
    signals: concatenate("signals"),
    sanitizers: concatenate("sanitizers"),
    enrichers: concatenate("enrichers"),
    guards: concatenate("guards"),
    causeFinders: concatenate("causeFinders"),
    unwrappers: concatenate("unwrappers"),
    wrappers: concatenate("wrappers"),
  };
}

/** An own canonical class replaces an inherited one, which stays an error class like any other. */
function toSingleCanonical(errors: readonly ErrorBinding[]): ErrorBinding[] {
  const canonical = errors.find((binding) => binding.canonical);
  return errors.map((binding) => (binding === canonical ? binding : { ...binding, canonical: false }));
}

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { TSESTree } from "@typescript-eslint/types";
import { expect, it } from "vitest";
import type { Facts } from "../../src/analysis/facts.ts";
import { findLeaks } from "../../src/analysis/find-leaks.ts";
import type { Event, Path } from "../../src/analysis/path.ts";
import { toFacts } from "../../src/analysis/program.ts";
import { findTestKey } from "../../src/analysis/test-key.ts";
import { toValueKey, type Value } from "../../src/analysis/value.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import { parse } from "../../src/syntax/parse.ts";
import { contractOf } from "../workspace/workspace.ts";

const folder = join(import.meta.dirname, "fixtures", "facts");
const wrap = { name: "AppError.wrap", cause: 0, message: 1, options: 2 };
const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1, options: 2, canonical: true, wrap }],
});

interface Topic {
  readonly around: readonly [before: string, after: string];
  readonly tell: (facts: Facts) => readonly string[];
}

const imports =
  'import express from "express"; import Bugsnag from "@bugsnag/js"; import { AppError } from "./errors"; ';
const route = `${imports} express().get("/orders", async (req, res, next) => { try { await load(); } catch (err) { `;
const classes = `class Late extends Error { constructor(message, cause) { super(message, { cause }); } } class Later extends Late {}
class Deaf extends Error { constructor(message, { status } = {}) { super(message); } } class Deafer extends Deaf { constructor(...all) { super(...all); } }
class Whole extends Error { constructor(message, options) { super(message, { ...options }); } } class Own extends Error { cause; }
class Twice extends Error { constructor(message, one, two) { super(message, { ...one, ...two }); } } class Set extends Error { constructor(message, cause) { super(message); this.cause = cause; } }
class Foreign extends HttpException {} class Member extends errors.BaseError {} class Odd extends errors[name] {} class Plain {} class Made extends make(Error) {}`;
const topics: Readonly<Record<string, Topic>> = {
  codes: {
    around: [`${imports} import { Codes } from "./codes"; try { load(); } catch (err) { `, " }"],
    tell: tellCodes,
  },
  caught: { around: [imports, ""], tell: tellCaught },
  constructions: {
    around: [`${imports} ${classes} try { load(); } catch (err) { it(`, "); }"],
    tell: tellConstruction,
  },
  keys: { around: ["function ask(one, two) { let three; three = 1; it(", "); }"], tell: tellKey },
  leaks: { around: [route, " } });"], tell: tellLeaks },
  paths: { around: [route, " } });"], tell: tellPaths },
};

function factsOf(text: string): Facts {
  const { source, problem } = parse("/repo/src/orders.ts", text);
  if (source === null) throw new SyntaxError(`${text}: ${problem.message}`);
  return toFacts(source, { contract, policy: toPolicy(contract, {}) });
}

function textOf({ range }: TSESTree.Node, { source }: Facts): string {
  return source.text.slice(...range);
}

/** What `it` is given. */
function given({ nodes }: Facts): TSESTree.Node {
  const call = nodes.calls.find(({ callee }) => callee.type === "Identifier" && callee.name === "it");
  return call!.arguments[0]!;
}

function tellCodes(facts: Facts): string[] {
  return facts.codeUses.map(({ code, where, certain }) => `${code} ${where}${certain ? "" : ", perhaps"}`);
}

function tellCaught(facts: Facts): string[] {
  return facts.fates.map(
    ({ caught }) => `${caught.kind} ${caught.binding ? textOf(caught.binding, facts) : "nothing"}`,
  );
}

function tellConstruction(facts: Facts): string[] {
  const meaning = facts.known.meaningOf(given(facts) as TSESTree.CallExpression);
  if (meaning?.kind !== "construction") return [meaning?.kind ?? "unknown"];
  const { kind, name, message, code, slot, isWrap, overwritesCause } = meaning.construction;
  const parts = { message, code };
  const written = Object.entries(parts).map(([role, node]) => (node ? `, ${role} ${textOf(node, facts)}` : ""));
  const place = JSON.stringify(slot, (key, value: unknown) => (key === "node" || key === "object" ? undefined : value));
  return [
    `${kind} ${name}${written.join("")}, cause ${place}${isWrap ? ", wraps" : ""}${overwritesCause ? ", overwritten" : ""}`,
  ];
}

function tellKey(facts: Facts): string[] {
  const key = findTestKey(given(facts), facts.bindings);
  if (key === null) return ["none"];
  const text = key.asked.replaceAll(/@\d+/g, "");
  return [`${key.negated ? "not " : ""}${text} (${key.variables.map(({ name }) => name).join()})`];
}

function tellLeaks(facts: Facts): string[] {
  const input = { caught: facts.fates[0]!.caught, facts, outcomes: new Map() };
  return findLeaks(given(facts), input).map(({ node, part }) => `${textOf(node, facts)}: ${part}`);
}

function tellPaths(facts: Facts): string[] {
  return (facts.fates[0]?.paths ?? []).map(
    (path) => `${path.steps.map(({ event }) => toStep(event, facts)).join(" ")} → ${toEnd(path)}`,
  );
}

function toStep(event: Event, facts: Facts): string {
  const value = "value" in event ? ` ${toShort(event.value)}` : "";
  const outcome = event.kind === "tested" ? ` ${String(event.outcome)}` : "";
  return `[${event.kind} ${textOf(event.node, facts)}${value}${outcome}]`;
}

function toEnd({ end, certain, coded }: Path): string {
  const value = "value" in end ? ` ${toShort(end.value)}` : "";
  return `${end.kind}${value}${certain ? "" : ", perhaps"}${coded ? ", coded" : ""}`;
}

function toShort(value: Value): string {
  return toValueKey(value).replace(/:\d+$/, "");
}

// a line of code, and below it what is found in it; to add a case, write its code, and run vitest with --update
it.each(readdirSync(folder))("the facts are those that are expected: %s", async (file) => {
  const { around, tell } = topics[basename(file, ".txt")]!;
  const lines = readFileSync(join(folder, file), "utf8").split("\n");
  const codes = lines.filter((line) => line !== "" && !line.startsWith(" "));
  const told = codes.flatMap((code) => [code, ...tell(factsOf(around.join(code))).map((fact) => `    ${fact}`)]);
  await expect(`${told.join("\n")}\n`).toMatchFileSnapshot(join(folder, file));
});

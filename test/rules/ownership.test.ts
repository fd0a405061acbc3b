import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../rules/index.ts";
import { appError, createRepository, parsers } from "../support/rule-tester.ts";

const notFound = { name: "notFound", module: "./src/errors", factory: true, message: 0, fixedCode: "NOT_FOUND" };
const typescript = {
  errors: [appError, notFound],
  causeFinders: [{ name: "findCause", module: "./src/errors" }],
};
const root = createRepository(typescript);

const head = `import express from "express";
import Bugsnag from "@bugsnag/js";
import { err, fromPromise } from "neverthrow";
import axios from "axios";
import { AppError, notFound } from "./errors";
const app = express();
`;

/** What the rules of a preset report of a text, in the order of their places. */
function lintStrict(text: string): Linter.LintMessage[] {
  const { rules, settings } = plugin.configs["flat/strict"];
  const config = {
    files: ["**/*.ts"],
    languageOptions: parsers.typescript.languageOptions,
    plugins: { "error-contract": plugin },
    rules,
    settings,
  } as unknown as Linter.Config;
  return new Linter({ cwd: "/" }).verify(head + text, config, `${root}/src/orders.ts`);
}

/** Reports of one expression: those that begin and end at the same places, and a statement's with what it throws or returns. */
function findShared(text: string): string[] {
  const source = head + text;
  const lines = source.split("\n");
  const toOffset = (line: number, column: number): number =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const byPlace = new Map<string, string[]>();
  for (const { ruleId, line, column, endLine, endColumn } of lintStrict(text)) {
    const end = toOffset(endLine ?? line, endColumn ?? column);
    const reported = source.slice(toOffset(line, column), end).replace(/;$/, "");
    const start = end - reported.replace(/^(?:throw|return|await)\s+/, "").length;
    const place = reported.replace(/^(?:throw|return|await)\s+/, "") + `@${String(start)}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), ruleId ?? "?"]);
  }
  return [...byPlace].flatMap(([place, rules]) => (rules.length > 1 ? [`${place}: ${rules.join(", ")}`] : []));
}

const inFunction = (body: string): string => `export async function load(id, callback) {\n  ${body}\n}\n`;
const inHandler = (body: string): string => `app.get("/orders/:id", async (req, res, next) => {\n  ${body}\n});\n`;
/** Where everything that is read fails, and is caught. */
const caught = (body: string): string => `try { await rows.read(7); } catch (failure) { ${body} }`;
/** Where a coded error is thrown, and caught. */
const coded = (body: string): string =>
  `try { if (!(await rows.read(7))) throw new AppError("NOT_FOUND", "no such row"); } catch (failure) { ${body} }`;
const answered = (body: string): string => `const answer = await fetch("https://rates"); if (!answer.ok) { ${body} }`;

/** What two rules could both speak of, and whose it is. */
const disputed: readonly (readonly [string, string])[] = [
  // a caught error leaves
  [inFunction(caught("throw failure;")), "no-bare-rethrow"],
  [inHandler(caught("throw failure;")), "no-bare-rethrow"],
  [inHandler(caught("next(failure);")), "no-uncoded-handler-error"],
  [inFunction(caught("callback(failure);")), "no-bare-rethrow"],
  [inFunction(coded("throw failure;")), "no-bare-rethrow"],
  [inFunction(caught("return err(failure);")), "no-bare-rethrow"],
  [inFunction("return fromPromise(rows.read(id), (failure) => failure);"), "no-bare-rethrow"],
  [inFunction("rows.read(id).catch((failure) => Promise.reject(failure));"), "no-bare-rethrow"],
  [inFunction("rows.read(id, (failure, row) => callback(failure, row));"), "no-bare-rethrow"],
  [inFunction("rows.read(id).catch(() => { throw 'no row'; });"), "no-lost-stack"],
  [inFunction(caught("throw failure.message;")), "no-lost-stack"],
  [inHandler(caught("throw failure.message;")), "no-lost-stack"],
  // another one leaves in its place
  [inFunction(caught("throw new Error('no row');")), "require-cause"],
  [inFunction(caught("throw new Error(failure);")), "require-cause"],
  [inHandler(caught("throw new Error('no row');")), "require-cause"],
  [inHandler(caught("next(new Error(failure.message));")), "require-cause"],
  [inFunction(caught("callback(new Error(`no row: ${failure.message}`));")), "require-cause"],
  [
    inFunction(
      "return new Promise((resolve, reject) => { rows.read(id).then(resolve, (failure) => reject(new Error(`no row: ${failure}`))); });",
    ),
    "require-cause",
  ],
  [inFunction(caught("throw new AppError('TIMEOUT', `no row: ${failure.message}`);")), "require-cause"],
  [inFunction(caught("throw new AppError('TIMEOUT', `no row ${id}`);")), "require-cause"],
  [inFunction(caught("throw new Error('no row', { cause: failure });")), "no-uncoded-throw"],
  [inHandler(caught("throw new Error('no row', { cause: failure });")), "no-uncoded-handler-error"],
  [inFunction(caught("report(new Error(failure));")), "no-lost-stack"],
  // it had a code
  [inFunction(coded("throw new Error('no row', { cause: failure });")), "no-uncoded-throw"],
  [inHandler(coded("throw new Error('no row', { cause: failure });")), "no-uncoded-handler-error"],
  [inHandler(coded("next(new Error('no row', { cause: failure }));")), "no-uncoded-handler-error"],
  [inFunction(coded("throw new Error('no row');")), "require-cause"],
  [inFunction(coded("throw new AppError('TIMEOUT', 'no row');")), "require-cause"],
  [inFunction(coded("throw new AppError('TIMEOUT', `no row ${id}`, { cause: failure });")), "no-code-override"],
  // one is made
  [inFunction("throw new Error('no row');"), "no-uncoded-throw"],
  [inFunction("throw 'no row';"), "no-lost-stack"],
  [inFunction("return Promise.reject('no row');"), "no-lost-stack"],
  [inFunction("callback(new Error('no row'));"), "no-uncoded-throw"],
  [inHandler("throw new Error('no row');"), "no-uncoded-handler-error"],
  [inHandler("throw 'no row';"), "no-uncoded-handler-error"],
  [inHandler("throw { status: 404 };"), "no-uncoded-handler-error"],
  [inHandler("next(new Error('no row'));"), "no-uncoded-handler-error"],
  [`function fail() { throw new Error("no row"); }\n${inHandler("fail();")}`, "no-uncoded-handler-error"],
  [inFunction("throw new AppError('NO_ROWS', `no row ${id}`);"), "no-unknown-code"],
  // in place of another service's answer
  [inFunction(answered("throw new Error('no rates');")), "no-uncoded-throw"],
  [inHandler(answered("throw new Error('no rates');")), "no-uncoded-handler-error"],
  [inFunction(answered("throw new AppError('UNAVAILABLE', 'no rates');")), "no-dropped-envelope"],
  [inFunction(answered("throw new AppError('UNAVAILABLE', `no rates for ${id}`);")), "no-dropped-envelope"],
  [inFunction(answered("throw 'no rates';")), "no-lost-stack"],
  [inFunction("try { await axios.get('/rates'); } catch (failure) { throw new Error('no rates'); }"), "require-cause"],
  [inFunction("try { await axios.get('/rates'); } catch { throw new Error('no rates'); }"), "no-uncoded-throw"],
  // somebody is told
  [inFunction(caught("Bugsnag.notify(failure); Bugsnag.notify(failure); return null;")), "no-duplicate-notify"],
  [
    inFunction(
      caught("if (failure.status === 404) { Bugsnag.notify(failure); Bugsnag.notify(failure); } return null;"),
    ),
    "no-duplicate-notify",
  ],
  [
    inFunction(coded("if (failure.code === 'NOT_FOUND') Bugsnag.notify(failure); return null;")),
    "no-client-fault-notify",
  ],
  [inFunction(caught("console.error(failure); throw failure;")), "no-log-and-throw"],
  [inFunction(caught("")), "no-swallowed-error"],
  [inHandler(caught("res.status(500).json({ error: failure.message });")), "no-raw-error-response"],
  [inHandler(caught("console.error(failure); res.status(500).send(failure);")), "no-raw-error-response"],
  // it is asked what it is
  [
    inFunction(
      caught("if (failure.message === 'no such row') return null; throw AppError.wrap(failure, 'could not load');"),
    ),
    "no-message-matching",
  ],
  [
    inFunction(
      coded(
        "if (failure instanceof AppError && failure.message.includes('row')) return null; throw AppError.wrap(failure, 'could not load');",
      ),
    ),
    "no-message-matching",
  ],
  [
    inFunction(coded("if (failure.code === 'NOT_FUOND') return null; throw AppError.wrap(failure, 'could not load');")),
    "no-unknown-code",
  ],
];

describe("an expression of which two rules could speak", () => {
  it.each(disputed)("belongs to one: %s", (text, owner) => {
    expect(findShared(text)).toEqual([]);
    expect(lintStrict(text).map(({ ruleId }) => ruleId)).toContain(`error-contract/${owner}`);
  });
});

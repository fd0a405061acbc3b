import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { noRawErrorResponse } from "../../src/findings/no-raw-error-response.ts";
import { loadContract } from "../../src/contract/load.ts";
import { factsOf, plainSetting } from "../support/facts.ts";

const { contract } = loadContract(new URL("../codemods/error-contract.json", import.meta.url).pathname);

function find(code: string): Finding[] {
  return [...noRawErrorResponse.find(factsOf(code, { setting: { ...plainSetting, contract } }))];
}

/** What the index is asked before each edit, in order of preference. */
function questionsOf(code: string): string[][] {
  return find(code).flatMap(({ proposals }) =>
    proposals.flatMap(({ manual, permission }) =>
      manual || permission.verdict !== "needs-project"
        ? []
        : [
            permission.questions.map(({ kind, ...asked }) =>
              "framework" in asked ? `${kind} of ${asked.framework}` : kind,
            ),
          ],
    ),
  );
}

/** What is asked where nobody but the client is told of the error. */
const untold = ["boundary of express", "status", "own-text", "expected-answer", "notifying-boundary of express"];

const answer = "res.status(500).send(err.message);";
const express = `import express from "express"; import wrap from "express-async-handler"; const app = express();`;

describe("what has to be proven before a response becomes a throw", () => {
  it.each([
    [
      "a boundary, where it is thrown at once",
      `app.get("/orders", (req, res) => { try { res.json(load()); } catch (err) { ${answer} } });`,
      untold,
    ],
    [
      "that Express takes rejections",
      `app.get("/orders", async (req, res) => { try { res.json(await load()); } catch (err) { ${answer} } });`,
      [...untold, "forwards-rejections of express"],
    ],
    [
      "the same of a chain that is returned",
      `app.get("/orders", (req, res) => load().catch((err) => { ${answer} }));`,
      [...untold, "forwards-rejections of express"],
    ],
    [
      "no more than a boundary behind a known wrapper",
      `app.get("/orders", wrap(async (req, res) => { try { res.json(await load()); } catch (err) { ${answer} } }));`,
      untold,
    ],
    [
      "that somebody is told, where a log goes too",
      `function fail(r, e) { console.error(e); r.status(500).send(e.message); } app.get("/orders", (req, res) => { try { res.json(load()); } catch (err) { fail(res, err); } });`,
      untold,
    ],
  ])("is %s", (_, code, questions) => {
    expect(questionsOf(`${express} ${code}`)).toEqual([questions]);
  });

  it("is no boundary that notifies where it is logged there, nor any for a text in its place", () => {
    const code = `app.get("/orders", (req, res) => { try { res.json(load()); } catch (err) { console.error(err); ${answer} } });`;
    expect(questionsOf(`${express} ${code}`)).toEqual([
      ["boundary of express", "status", "own-text", "expected-answer"],
      ["status", "own-text", "expected-answer"],
    ]);
  });

  it("is less where the framework takes rejections in every version", () => {
    const code = `import fastify from "fastify"; const app = fastify(); app.get("/orders", async (request, reply) => { try { return await load(); } catch (err) { return reply.code(500).send(err.message); } });`;
    expect(questionsOf(code)).toEqual([
      ["boundary of fastify", "status", "own-text", "expected-answer", "notifying-boundary of fastify"],
    ]);
  });

  it("is a boundary for `next`, too, which comes second", () => {
    const code = `${express} app.get("/orders", async (req, res, next) => { try { res.json(await load()); } catch (err) { ${answer} } });`;
    expect(questionsOf(code)).toEqual([[...untold, "forwards-rejections of express"], untold]);
  });
});

it("never lets an error vanish: a text in its place is left to a person where nobody else is told", () => {
  const told = `${express} app.get("/orders", (req, res) => { feed.on("error", (err) => { console.error(err); ${answer} }); });`;
  const untold = told.replace("console.error(err);", "");
  const masks = (code: string): boolean[] =>
    find(code).flatMap(({ proposals }) => proposals.map(({ manual }) => manual));
  expect(masks(told)).toEqual([false]);
  expect(masks(untold)).toEqual([true]);
  const traced = (log: string, head = ""): boolean[] =>
    masks(
      `import createDebug from "debug"; import { logger } from "./logger"; ${head} ${told.replace("console.error(err);", log)}`,
    );
  expect(traced("logger.debug(err);")).toEqual([true]);
  expect(traced('logger.log("debug", err);')).toEqual([true]);
  expect(traced("say(err);", 'const say = createDebug("orders");')).toEqual([true]);
  expect(traced("tell(err);", "function tell(failure) { logger.debug(failure); }")).toEqual([true]);
  expect(traced("tell(err);", "function tell(failure) { logger.debug(failure); logger.error(failure); }")).toEqual([
    false,
  ]);
  expect(traced('logger.log("error", err);')).toEqual([false]);
  // of an error that is `{}`
  expect(traced("logger.error(JSON.stringify(err));")).toEqual([true]);
  expect(traced("logger.error(`no feed: ${JSON.stringify(err, null, 2)}`);")).toEqual([true]);
  expect(traced("logger.error(`no feed: ${JSON.stringify(err)}`, err.message);")).toEqual([false]);
  expect(traced("logger.error(JSON.stringify({ reason: err.message }));")).toEqual([false]);
  expect(traced('const JSON = { stringify: String }; logger.error("no feed", JSON.stringify(err));')).toEqual([false]);
});

it("leaves the texts of errors that the `try` throws itself, which may be for the client", () => {
  const code = (load: string): string =>
    `${express} app.get("/orders", (req, res) => { setTimeout(() => { try { ${load} } catch (err) { console.error(err); ${answer} } }); });`;
  expect(find(code("load();")).flatMap(({ proposals }) => proposals)).toHaveLength(1);
  const [own] = find(code('if (!isFile()) throw new Error("path is not a file"); load();'));
  expect(own?.proposals).toEqual([]);
});

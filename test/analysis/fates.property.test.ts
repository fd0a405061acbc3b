import fc from "fast-check";
import { expect, test } from "vitest";
import type { Path } from "../../src/analysis/path.ts";
import { isRelated, type Value } from "../../src/analysis/value.ts";
import { factsOf } from "../support/facts.ts";

/**
 * The specification of the walk: programs are made up, run with every outcome of their tests, and what really became of the
 * caught error is compared with the paths that were predicted.
 */

type Fragment = string;
const indent = (text: string): string => text.replace(/^/gm, "  ");

interface Names {
  /** How many oracle tests the program asks. */
  next: number;
}

/** Statements that may stand in a catch clause, as functions of the names that are free to use. */
const leaf = fc.constantFrom<(names: Names) => Fragment>(
  () => "Bugsnag.notify(e);",
  () => "console.error(e);",
  () => "console.warn('failed');",
  () => "tell(e);",
  () => "throw e;",
  () => "throw new Error('wrapped', { cause: e });",
  () => "throw new Error('replaced');",
  () => "return e;",
  () => "return null;",
  () => "return Promise.reject(e);",
  () => "const a = e; Bugsnag.notify(a);",
  () => "const b = e; throw b;",
  (names) => `risky(${names.next++});`,
  () => "report(e);",
  () => "await Promise.reject(e);",
);

const { program } = fc.letrec<{
  statement: (names: Names) => Fragment;
  block: (names: Names) => Fragment;
  program: (names: Names) => Fragment;
}>((tie) => ({
  block: fc
    .array(tie("statement"), { minLength: 1, maxLength: 3 })
    .map((parts) => (names: Names) => parts.map((part) => `{ ${part(names)} }`).join("\n")),
  statement: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: leaf },
    fc.tuple(tie("block"), tie("block")).map(
      ([yes, no]) =>
        (names: Names) =>
          `if (ask${names.next++}) {\n${indent(yes(names))}\n} else {\n${indent(no(names))}\n}`,
    ),
    fc.tuple(fc.nat(1), tie("block")).map(
      ([which, body]) =>
        (names: Names) =>
          `if (flag${which}) {\n${indent(body(names))}\n}`,
    ),
    fc.tuple(tie("block"), tie("block")).map(
      ([body, handler]) =>
        (names: Names) =>
          `try {\n${indent(body(names))}\n} catch (inner) {\n${indent(handler(names))}\n}`,
    ),
    tie("block").map((body) => (names: Names) => `try {\n${indent(body(names))}\n} catch (inner) { throw inner; }`),
    fc.tuple(tie("block"), tie("block")).map(
      ([body, last]) =>
        (names: Names) =>
          `try {\n${indent(body(names))}\n} finally {\n${indent(last(names))}\n}`,
    ),
    fc
      .tuple(tie("block"), fc.constantFrom("", "break;", "continue;"), fc.nat(3))
      .map(([body, jump, form]) => (names: Names) => {
        const name = names.next++;
        const round = `${indent(body(names))}\nif (ask${names.next++}) { ${jump} }\nrisky(${names.next++});`;
        if (form === 0) return `for (const each of rounds${name}) {\n${round}\n}`;
        if (form === 1) return `let n${name} = rounds${name}.length;\nwhile (n${name}-- > 0) {\n${round}\n}`;
        if (form === 2) return `let n${name} = rounds${name}.length;\ndo {\n${round}\n} while (--n${name} > 0);`;
        return `for (let i${name} = 0, n${name} = rounds${name}; i${name} < n${name}.length; i${name}++) {\n${round}\n}`;
      }),
    fc.tuple(tie("block"), tie("block"), fc.constantFrom("", "break;")).map(
      ([one, two, jump]) =>
        (names: Names) =>
          `switch (pick${names.next++}) {\ncase 0:\n${indent(one(names))}\n${jump}\ndefault:\n${indent(two(names))}\n}`,
    ),
    tie("block").map((body) => (names: Names) => {
      const name = names.next++;
      return `outer${name}: {\n${indent(body(names))}\nif (ask${name}) break outer${name};\nBugsnag.notify(e);\n}`;
    }),
  ),
  program: fc
    .tuple(tie("block"), fc.constantFrom("plain", "taken", "finally", "rethrown"))
    .map(([body, around]) => (names: Names) => {
      const core = `try { boom(); } catch (e) {\n${indent(body(names))}\n}`;
      if (around === "taken") return `try {\n${indent(core)}\n} catch (outer) { Bugsnag.notify(outer); }`;
      if (around === "rethrown") return `try {\n${indent(core)}\n} catch (outer) { throw outer; }`;
      return around === "finally" ? `try {\n${indent(core)}\n} finally { if (ask${names.next++}) return null; }` : core;
    }),
}));

const preamble = `import Bugsnag from "@bugsnag/js";
declare function risky(n: number): void; declare function boom(): void;
function report(error) { if (error.quiet) return; Bugsnag.notify(error); }
function tell(error) { console.error(\`failed: \${error}\`); }
`;

/** What became of the error, in a word or two. */
function toTrace(path: Path): string {
  const notified = path.steps.flatMap(({ event }) => {
    if (event.kind === "logged") return isRelated(event.value) ? ["logged"] : ["noted"];
    return event.kind === "notified" ? [toForm(event.value)] : [];
  });
  const { end } = path;
  const last = end.kind === "threw" || end.kind === "returned" ? `${end.kind}:${toForm(end.value)}` : "completed";
  return `${notified.join(",")}|${/^returned:(?:other|foreign)/.test(last) ? "completed" : last}`;
}

function toForm(value: Value): string {
  if (value.kind === "error") return "error";
  if (value.kind === "unrelated") return "foreign";
  if (value.kind === "rejection") return `rejection:${toForm(value.of)}`;
  return value.kind === "made" && value.cause === "kept" ? "wrapped" : "other";
}

const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
  ...parameters: string[]
) => (...values: unknown[]) => Promise<unknown>;

/** A run that asks more than this is given up. */
const QUESTIONS = 12;
class Unfinished extends Error {}
/** What a call throws that has nothing to do with the error that is followed. */
class Foreign extends Error {}

/** A rejected promise that a `finally` may drop without anybody being told. */
function silenced(promise: Promise<unknown>): Promise<unknown> {
  promise.catch(() => undefined);
  return promise;
}

/** Runs a program with these outcomes of its tests, in the order in which they are asked, and says what became of the error. */
async function run(body: string, outcomes: readonly number[]): Promise<{ trace: string; asked: number[] }> {
  const asked: number[] = [];
  const original = Object.assign(new Error("boom"), { quiet: false });
  const notified: string[] = [];
  const choose = (ways: number): number => {
    const choice = outcomes[asked.length] ?? 0;
    asked.push(ways);
    if (asked.length > QUESTIONS) throw new Unfinished();
    return choice;
  };
  const flags = new Map<number, boolean>();
  const toWord = (thrown: unknown): string =>
    thrown instanceof Foreign
      ? "foreign"
      : thrown === original
        ? "error"
        : (thrown as Error | null)?.cause === original
          ? "wrapped"
          : "other";
  Object.defineProperty(original, "quiet", { get: () => choose(2) === 1 });
  function flag(n: number): boolean {
    if (!flags.has(n)) flags.set(n, choose(2) === 1);
    return flags.get(n) ?? false;
  }
  function note(error: unknown): void {
    if (!(error instanceof Foreign)) notified.push(toWord(error));
  }
  const world = {
    Bugsnag: { notify: note },
    risky: () => {
      if (choose(2) === 1) throw new Foreign();
    },
    boom: () => {
      throw original;
    },
    Promise: { reject: (error: unknown) => silenced(Promise.reject(error)) },
    console: { error: () => notified.push("logged"), warn: () => notified.push("noted") },
    tell: () => notified.push("logged"),
    report: (error: { quiet: boolean }) => {
      if (error.quiet) return;
      note(error);
    },
    answers: new Proxy(
      {},
      {
        has: (_, name) => /^(?:flag|ask|pick|rounds)\d+$/.test(String(name)),
        get: (_, name) => (typeof name === "string" ? answer(name) : undefined),
      },
    ),
  };
  function answer(name: string): unknown {
    if (name.startsWith("flag")) return flag(Number(name.slice(4)));
    if (name.startsWith("rounds")) return Array.from({ length: choose(3) });
    return name.startsWith("pick") ? choose(2) : choose(2) === 1;
  }
  const code = `with (answers) { return (async () => {\n${body}\n})().then((value) => ({ returned: value }), (error) => ({ threw: error })); }`;
  const result = (await new AsyncFunction(...Object.keys(world), code)(...Object.values(world))) as {
    returned?: unknown;
    threw?: unknown;
  };
  if (asked.length > QUESTIONS) return { trace: "unfinished", asked };
  if ("threw" in result) return { trace: `${notified.join(",")}|threw:${toWord(result.threw)}`, asked };
  return { trace: `${notified.join(",")}|${result.returned === original ? "returned:error" : "completed"}`, asked };
}

/** The runs of a program; not all of them where it asks more than a dozen questions. */
async function runAll(body: string): Promise<{ traces: Set<string>; complete: boolean }> {
  const traces = new Set<string>();
  const pending: number[][] = [[]];
  let complete = true;
  let count = 0;
  for (let outcomes = pending.pop(); outcomes && count < 600; outcomes = pending.pop(), count++) {
    const { trace, asked } = await run(body, outcomes);
    if (trace === "unfinished") complete = false;
    else traces.add(trace);
    for (let at = outcomes.length; at < asked.length; at++) {
      for (let way = 1; way < (asked[at] ?? 0); way++)
        pending.push([...outcomes, ...Array<number>(at - outcomes.length).fill(0), way]);
    }
  }
  return { traces, complete: complete && pending.length === 0 };
}

/** A rejection that is returned is thrown by an async function; what somebody else throws is nobody's exit. */
const toComparable = (traces: Iterable<string>): string[] =>
  [...new Set([...traces].map((trace) => trace.replace("returned:rejection:", "threw:")))]
    .filter((trace) => !trace.endsWith("threw:foreign"))
    .sort();

const runs = Number(process.env["FATE_PROGRAMS"] ?? 10_000);

test("what is predicted of a caught error is what happens to it", { timeout: 600_000 }, async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(program, async (make) => {
      const body = make({ next: 0 });
      const fate = factsOf(`${preamble}async function subject(flag0, flag1) {\n${body}\n}`).fates.find(
        ({ caught }) => caught.kind === "catch" && caught.binding?.type === "Identifier" && caught.binding.name === "e",
      );
      if (!fate?.paths) return;
      const predicted = toComparable(fate.paths.map(toTrace));
      const happened = await runAll(body);
      if (happened.complete) {
        compared++;
        expect(toComparable(happened.traces), body).toEqual(predicted);
      } else expect(predicted, body).toEqual(expect.arrayContaining(toComparable(happened.traces)));
    }),
    { numRuns: runs, seed: 20_26 },
  );
  expect(compared).toBeGreaterThan(runs * 0.7);
});

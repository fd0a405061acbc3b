import { join } from "node:path";
import { describe, expect, it } from "vitest";
import rule from "../../rules/no-code-override.ts";
import { appError, createRepository, lint, takeSuggestion } from "../support/rule-tester.ts";

const root = createRepository({ errors: [appError], guards: [{ name: "isAppError", module: "./src/errors" }] });
const head = `import { AppError, isAppError } from "./errors";\n`;

function report(text: string) {
  return lint(rule, head + text, { filename: join(root, "src/orders.ts") });
}

const missing = 'if (!order) throw new AppError("NOT_FOUND", "no such order");';

/** A function whose `try` does the one, and whose catch the other. */
function load(tried: string, caught: string): string {
  return `async function load(id) { try { const order = await find(id); ${tried} return order; } catch (err) { ${caught} } }`;
}

describe("a coded error that is replaced", () => {
  it.each([
    [
      missing,
      'throw new AppError("INTERNAL_ERROR", "could not load", { cause: err });',
      "leaves it as `INTERNAL_ERROR`",
    ],
    [missing, 'log(id); throw new AppError("TIMEOUT", "could not load", { cause: err });', "leaves it as `TIMEOUT`"],
    [missing, 'throw new LoadError("could not load", { cause: err });', "leaves it as `LoadError` without a code"],
    [missing, 'return Promise.reject(new AppError("TIMEOUT", "late", { cause: err }));', "leaves it as `TIMEOUT`"],
    [
      "requireOpen(order);",
      'throw new AppError("INTERNAL_ERROR", "no", { cause: err });',
      "`CONFLICT`, thrown in this",
    ],
    ["await audit(order);", 'throw new AppError("INTERNAL_ERROR", "no", { cause: err });', "`RATE_LIMITED`, thrown"],
  ])("is reported: %s %s", (tried, caught, said) => {
    const helpers = `class LoadError extends Error { code = "E_LOAD"; }
function requireOpen(o) { if (!o.open) throw new AppError("CONFLICT", "closed"); }
async function audit(o) { if (busy(o)) throw new AppError("RATE_LIMITED", "later"); }\n`;
    const messages = report(helpers + load(tried, caught));
    expect(messages.map(({ message }) => message)).toEqual([expect.stringContaining(said)]);
  });

  it("is wrapped instead, which keeps its code", () => {
    const text = head + load(missing, 'throw new AppError("TIMEOUT", "late", { cause: err, context: { id } });');
    const [message] = report(text.slice(head.length));
    expect(message?.suggestions?.map((each) => takeSuggestion(text, each))).toEqual([
      head + load(missing, 'throw AppError.wrap(err, "late", { code: "TIMEOUT", context: { id } });'),
    ]);
  });
});

describe("what is let be", () => {
  it.each([
    // it is asked about, or wrapped, or keeps its code
    [missing, 'if (err instanceof AppError) throw err; throw new AppError("TIMEOUT", "late", { cause: err });'],
    [missing, 'if (isAppError(err)) throw err; throw new AppError("TIMEOUT", "late", { cause: err });'],
    [missing, 'if (err.code === "NOT_FOUND") throw new AppError("CONFLICT", "gone", { cause: err }); throw err;'],
    [missing, 'throw AppError.wrap(err, "could not load");'],
    [missing, 'throw new AppError("NOT_FOUND", "could not load", { cause: err });'],
    [missing, 'throw new AppError(err.code, "could not load", { cause: err });'],
    [missing, "return null;"],
    // it has to be given a code first
    [missing, 'throw new Error("could not load", { cause: err });'],
    [missing, "throw err;"],
    // nothing coded comes from there
    ["", 'throw new AppError("UNREACHABLE", "could not load", { cause: err });'],
    // what fails in the catch is another error
    [
      missing,
      'try { await retry(id); throw err; } catch (again) { throw new AppError("TIMEOUT", "l", { cause: again }); }',
    ],
    ["await send(order);", 'throw new AppError("UNREACHABLE", "could not send", { cause: err });'],
    ['if (!order) throw new Error("none");', 'throw new AppError("NOT_FOUND", "none", { cause: err });'],
    // what is thrown there does not come here
    [
      'each(() => { throw new AppError("NOT_FOUND", "none"); });',
      'throw new AppError("TIMEOUT", "l", { cause: err });',
    ],
    [
      'try { throw new AppError("NOT_FOUND", "none"); } catch {}',
      'throw new AppError("TIMEOUT", "l", { cause: err });',
    ],
    ['report(new AppError("NOT_FOUND", "none"));', 'throw new AppError("TIMEOUT", "late", { cause: err });'],
  ])("%s %s", (tried, caught) => {
    expect(report(load(tried, caught)).map(({ message }) => message)).toEqual([]);
  });
});

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import rule from "../../rules/no-message-matching.ts";
import { appError, createRepository, lint } from "../support/rule-tester.ts";

const root = createRepository({ errors: [appError] }, {}, { scope: { client: ["web/**"] } });
const bare = createRepository(null);

function report(text: string, file = join(root, "src/orders.ts")): string[] {
  return lint(rule, `import { AppError, ValidationError } from "./errors";\n${text}`, { filename: file }).map(
    ({ message }) => message,
  );
}

/** In the catch of a function. */
function inCatch(text: string): string {
  return `async function save(user) { try { await users.insert(user); } catch (err) { ${text} } }`;
}

describe("matching a message", () => {
  it.each([
    ['if (err.message.includes("taken")) return null;', '`err.message.includes("taken")`'],
    ['if (err?.message?.startsWith("no ")) return null;', '`err?.message?.startsWith("no ")`'],
    ['if (err.message === "taken") return null;', '`err.message === "taken"`'],
    ['if ("taken" != (err as Error).message) return null;', '`"taken" != (err as Error).message`'],
    ["if (/taken/i.test(err.message)) return null;", "`/taken/i.test(err.message)`"],
    ["if (err.message.match(/taken/)) return null;", "`err.message.match(/taken/)`"],
    ['if (err.message.indexOf("taken") >= 0) return null;', '`err.message.indexOf("taken")`'],
    ['if (String(err).includes("taken")) return null;', '`String(err).includes("taken")`'],
    ['if (`${err}`.includes("taken")) return null;', '``${err}`.includes("taken")`'],
    ['if (err.message.toLowerCase().includes("taken")) return null;', '`err.message.toLowerCase().includes("taken")`'],
    ['const { message } = err; if (message.includes("taken")) return null;', '`message.includes("taken")`'],
    [
      'const text = err instanceof Error ? err.message : String(err); retry(text.includes("taken"));',
      '`text.includes("taken")`',
    ],
    ['switch (err.message) { case "taken": return null; }', '`"taken"`'],
    ['if (err instanceof Error && err.message.includes("taken")) return null;', '`err.message.includes("taken")`'],
    ['if (err.message.includes("taken")) throw TypeError("taken");', '`err.message.includes("taken")`'],
  ])("is reported: %s", (text, excerpt) => {
    const messages = report(inCatch(text));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(`${excerpt} tells errors apart by the message of \`err\``);
  });

  it("is reported without a contract", () => {
    expect(report(inCatch('if (err.message.includes("taken")) return null;'), join(bare, "src/a.ts"))).toHaveLength(1);
  });

  it("is reported once for a condition", () => {
    expect(
      report(inCatch('if (err.message.includes("taken") || err.message.includes("used")) return null;')),
    ).toHaveLength(1);
    expect(report(inCatch('switch (err.message) { case "taken": case "used": return null; }'))).toHaveLength(1);
  });

  it("is reported of what is typed as an error", () => {
    expect(report('function retry(e: Error) { if (e.message.includes("taken")) stop(); }')).toHaveLength(1);
  });

  it("is reported of ours wherever it stands: it has a code", () => {
    const message = report('const isGone = (err) => err instanceof AppError && err.message === "gone";');
    expect(message).toEqual([
      '`err.message === "gone"` tells errors of ours apart by their message: a better wording would change what the code does. Ask for the code of `err`.',
    ]);
  });
});

describe("what is let be", () => {
  it.each([
    // more is asked of the error
    'if (err.code === "P2002" && err.message.includes("email")) return null;',
    'if (err instanceof DriverError && err.message.includes("email")) return null;',
    'if (err.code === "23505") { if (err.message.includes("email")) return null; }',
    // it gets a code, or a class of its own
    'if (err.message.includes("taken")) throw new AppError("CONFLICT", "taken", { cause: err });',
    'if (err.message.includes("taken")) throw new TakenError({ cause: err });',
    'if (err.message.includes("taken")) throw ValidationError("taken");',
    // a runtime says no more
    'if (String(err).toLowerCase().includes("networkerror")) return null;',
    'if (err.message === "fetch failed") return null;',
    'if (err.message.includes("Unexpected token")) return null;',
    'if (err.message.startsWith("READONLY")) return null;',
    // what is cut out of it
    "const [, line] = err.message.match(/line (\\d+)/) ?? []; log(line);",
    "show(err.message.slice(0, 80));",
    // another's text
    'if (user.message.includes("hello")) return null;',
    'if (response.message === "taken") return null;',
    "if (patterns.some((pattern) => err.message.includes(pattern))) return null;",
    'if (err.name === "TakenError") return null;',
  ])("%s", (text) => {
    expect(report(inCatch(text))).toEqual([]);
  });

  it("is a function that gives a failure its name", () => {
    expect(report('function isTaken(err: Error) { return err.message.includes("taken"); }')).toEqual([]);
    expect(report('const toCode = (err: Error) => (err.message.includes("taken") ? "CONFLICT" : null);')).toEqual([]);
  });

  it("is a message of no error, and client code", () => {
    expect(report('function read(event) { if (event.message.includes("taken")) stop(); }')).toEqual([]);
    expect(report(inCatch('if (err.message === "taken") return;'), join(root, "web/orders.ts"))).toEqual([]);
  });
});

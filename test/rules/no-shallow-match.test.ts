import type { RuleTester } from "eslint";
import { describe } from "vitest";
import rule from "../../rules/no-shallow-match.ts";
import { appError, createRepository, testRule } from "../support/rule-tester.ts";

const finder = { name: "findCause", module: "./src/errors" };
const wrappers = [
  { name: "database.find", module: "./src/database" },
  { type: "Store", member: "read", module: "./src/database" },
];
const governed = createRepository({ errors: [appError], causeFinders: [finder], wrappers });
const unfinding = createRepository({ errors: [appError] });
const ungoverned = createRepository(null);

const imports = `import { DriverError } from "some-driver";
import { AppError, findCause } from "./errors";
import { database, other, Store } from "./database";
`;

/** A function that wraps what the driver throws. */
const loadRow = `async function loadRow(id: string) {
  try {
    return await database.load(id);
  } catch (err) {
    throw AppError.wrap(err, "could not load row", { context: { id } });
  }
}
`;

/** The catch of a function that calls the one that wraps. */
function inCatch(text: string, { call = "return await loadRow(id);", helper = loadRow } = {}): string {
  return `${imports}${helper}async function loadOrder(id: string) {
  try {
    ${call}
  } catch (err) {
    ${text}
  }
}
`;
}

const filename = `${governed}/src/orders.ts`;

/** A report, with the catch after its suggestion is taken. */
function rewritten(from: string, to: string | null, root = governed): RuleTester.InvalidTestCase {
  const suggestions = to === null ? [] : [{ messageId: "match", output: inCatch(to) }];
  return {
    name: from,
    code: inCatch(from),
    filename: `${root}/src/orders.ts`,
    errors: [{ messageId: "shallow", suggestions }],
  };
}

const raised = 'throw AppError.wrap(err, "could not load order");';

describe("what was wrapped below", () => {
  testRule("no-shallow-match", rule, {
    valid: [
      {
        name: "another function of that file, of which the contract says nothing",
        code: inCatch(`if (err instanceof DriverError) return null; ${raised}`, {
          call: "return await database.get(id);",
        }),
        filename,
      },
      {
        name: "an export that is called as the method of a type is",
        code: `import * as rows from "./database";\n${inCatch(`if (err instanceof DriverError) return null; ${raised}`, { call: "return await rows.read(id);" })}`,
        filename,
      },
      {
        name: "what the contract names, and something that may throw what it likes",
        code: inCatch(`if (err instanceof DriverError) return null; ${raised}`, {
          call: "return [await database.find(id), await other(id)];",
        }),
        filename,
      },
      {
        name: "a coded error is asked for, which is what is thrown",
        code: inCatch(`if (err instanceof AppError && err.code === "NOT_FOUND") return null; ${raised}`),
        filename,
      },
      {
        name: "a code of the contract",
        code: inCatch(`if (err.code === "NOT_FOUND") return null; ${raised}`),
        filename,
      },
      {
        name: "the causes are looked through",
        code: inCatch(`if (findCause(err, DriverError)) return null; ${raised}`),
        filename,
      },
      { name: "Error itself", code: inCatch(`if (err instanceof Error) return null; ${raised}`), filename },
      {
        name: "a cancellation, which a wrapper lets through",
        code: inCatch(`if (err.name === "AbortError") return null; ${raised}`),
        filename,
      },
      {
        name: "something else in the same try may throw it",
        code: inCatch(`if (err instanceof DriverError) return null; ${raised}`, {
          call: "await other(); return await loadRow(id);",
        }),
        filename,
      },
      {
        name: "something else is waited for",
        code: inCatch(`if (err instanceof DriverError) return null; ${raised}`, {
          call: "await pending; return await loadRow(id);",
        }),
        filename,
      },
      {
        name: "a function of another file",
        code: inCatch(`if (err instanceof DriverError) return null; ${raised}`, { call: "return await other(id);" }),
        filename,
      },
      {
        name: "a function that lets some errors through",
        code: inCatch(`if (err instanceof DriverError) return null; ${raised}`, {
          helper: loadRow.replace("throw AppError", "if (id) throw err;\n    throw AppError"),
        }),
        filename,
      },
      {
        name: "a function that calls something outside of its try",
        code: inCatch(`if (err instanceof DriverError) return null; ${raised}`, {
          helper: loadRow.replace("  try {", "  await other();\n  try {"),
        }),
        filename,
      },
      {
        name: "a function that does not wait for what it tries",
        code: inCatch(`if (err instanceof DriverError) return null; ${raised}`, {
          helper: loadRow.replace("return await", "return"),
        }),
        filename,
      },
      {
        name: "a class of the project, which the thrown one may extend",
        code: inCatch(`if (err instanceof BaseError) return null; ${raised}`).replace(
          imports,
          `${imports}import { BaseError } from "./base";\n`,
        ),
        filename,
      },
    ],
    invalid: [
      ...[
        { call: "return await database.find(id);", helper: "", callee: "`find`" },
        { call: "return await store.read(id);", helper: "declare const store: Store;\n", callee: "`read`" },
      ].map(({ callee, ...by }) => ({
        name: `the contract says that it wraps: ${by.call}`,
        code: inCatch(`if (err instanceof DriverError) return null; ${raised}`, by),
        filename,
        errors: [
          {
            messageId: "shallow",
            data: { test: "err instanceof DriverError", error: "err", callee },
            suggestions: [
              {
                messageId: "match",
                output: inCatch(`if (findCause(err, DriverError) !== undefined) return null; ${raised}`, by),
              },
            ],
          },
        ],
      })),
      rewritten(
        `if (err instanceof DriverError) return null; ${raised}`,
        `if (findCause(err, DriverError) !== undefined) return null; ${raised}`,
      ),
      rewritten(
        `if (!(err instanceof DriverError)) { ${raised} } return null;`,
        `if (findCause(err, DriverError) === undefined) { ${raised} } return null;`,
      ),
      // one report for the class and what is asked of it
      rewritten(
        `if (err instanceof DriverError && err.code === "P2002") return null; ${raised}`,
        `if (findCause(err, DriverError)?.code === "P2002") return null; ${raised}`,
      ),
      rewritten(
        `if (!(err instanceof DriverError) || err.code !== "P2002") { ${raised} } return null;`,
        `if (findCause(err, DriverError)?.code !== "P2002") { ${raised} } return null;`,
      ),
      rewritten(
        `if (err instanceof DriverError) return { code: err.code, meta: err.meta }; ${raised}`,
        `const driverError = findCause(err, DriverError);
    if (driverError !== undefined) return { code: driverError.code, meta: driverError.meta }; ${raised}`,
      ),
      rewritten(
        `if (!(err instanceof DriverError)) throw AppError.wrap(err, "could not load order"); return err.meta;`,
        `const driverError = findCause(err, DriverError);
    if (driverError === undefined) throw AppError.wrap(err, "could not load order"); return driverError.meta;`,
      ),
      rewritten(
        `if (err.code !== "ECONNREFUSED") { ${raised} } return null;`,
        `if (findCause(err, (cause) => cause.code === "ECONNREFUSED") === undefined) { ${raised} } return null;`,
      ),
      // handed on as a `DriverError`: nobody can tell what the function does with it
      rewritten(`if (err instanceof DriverError) return other(err); ${raised}`, null),
      rewritten(`if (err instanceof DriverError) return null; ${raised}`, null, unfinding),
      {
        name: "in a promise handler",
        code: `${imports}${loadRow}export const load = (id) => loadRow(id).catch((err) => { if (err instanceof DriverError) return null; ${raised} });`,
        filename,
        errors: [{ messageId: "shallow", suggestions: 1 }],
      },
      {
        name: "a wrap in a plain error",
        code: inCatch(
          "if (err.code === 'NOT_FOUND') return null; throw new Error('could not load order', { cause: err });",
          {
            helper: loadRow.replace(/AppError\.wrap.*;/, 'new Error("could not load row", { cause: err });'),
          },
        ),
        filename: `${ungoverned}/src/orders.ts`,
        errors: [{ messageId: "shallow", suggestions: [] }],
      },
    ],
  });
});

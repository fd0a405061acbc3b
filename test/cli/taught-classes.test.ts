import { describe, expect, it } from "vitest";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { runOwn } from "./legacy-service.ts";
import { bindingContract, commit, createFolder, get, git } from "./workbench.ts";

const contract = bindingContract();

const service = (made: string, imports = 'import { StoreError } from "./failures";'): string => `${imports}
export async function load(id: string) {
  try {
    return await db.load(id);
  } catch (err) {
    throw ${made};
  }
}
`;

interface Given {
  readonly failures: string;
  readonly made?: string;
  readonly lib?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly extension?: string;
}

interface Migrated {
  readonly failures: string;
  readonly thrown: string | undefined;
  readonly reasons: readonly string[];
  readonly second: MigrationReport;
}

/** What becomes of a class of errors, and of the place where one is made of another error. */
async function migrate({
  failures,
  made = "new StoreError(err.message)",
  lib = "es2022",
  ...given
}: Given): Promise<Migrated> {
  const { files, extension = "ts" } = given;
  const folder = createFolder({
    "error-contract.json": contract,
    "package.json": JSON.stringify({ name: "orders", type: "module" }),
    "tsconfig.json": JSON.stringify({ compilerOptions: { target: lib } }),
    [`src/failures.${extension}`]: failures,
    [`src/service.${extension}`]: extension === "js" ? service(made).replace(": string", "") : service(made),
    ...files,
  });
  git(folder, "init", "-q");
  commit(folder);
  await runOwn(folder, "migrate", "--yes", "--only", "preserve-cause");
  commit(folder);
  const { out } = await runOwn(folder, "migrate", "--yes", "--json", "--only", "preserve-cause");
  const second = JSON.parse(out) as MigrationReport;
  const reasons = second.files.flatMap(({ left }) => left.map(({ reason }) => reason));
  const thrown = /throw (.*);/.exec(get(folder, `src/service.${extension}`))?.[1];
  return { failures: get(folder, `src/failures.${extension}`), thrown, reasons, second };
}

const failure = (constructor: string, base = "Error"): string => `export class StoreError extends ${base} {
  ${constructor}
}
`;

describe("a class of another file that takes a cause", () => {
  it.each([
    [
      "in its options",
      "constructor(message: string, options?: ErrorOptions) { super(message, options); }",
      "{ cause: err }",
    ],
    [
      "in options of its own",
      "constructor(m: string, more: { cause?: unknown } = {}) { super(m, more); }",
      "{ cause: err }",
    ],
    ["as an argument", "constructor(message: string, cause?: unknown) { super(message, { cause }); }", "err"],
    ["behind another", "constructor(m: string, code = 1, cause?: unknown) { super(m, { cause }); }", "undefined, err"],
    ["as the language does", "readonly code = 1;", "{ cause: err }"],
  ])("is given one %s", async (_, constructor, expected) => {
    const failures = failure(constructor);
    const migrated = await migrate({ failures });
    expect(migrated).toMatchObject({ failures, thrown: `new StoreError(err.message, ${expected})`, reasons: [] });
  });

  it.each([
    [
      "behind arguments that are not given",
      { failures: failure("constructor(m: string, a?: 1, b?: 2, cause?: unknown) { super(m, { cause }); }") },
    ],
    ["where the project's language knows none", { failures: failure("readonly code = 1;"), lib: "es2019" }],
  ])("is given none %s", async (_, given) => {
    expect(await migrate(given)).toMatchObject({ thrown: "new StoreError(err.message)", reasons: [expect.anything()] });
  });

  it("is given one by the constructor that it has from a class of a third file", async () => {
    const { files, failures } = {
      files: {
        "src/base.ts": failure("constructor(m: string, cause?: unknown) { super(m, { cause }); }").replace(
          "StoreError",
          "BaseError",
        ),
      },
      failures: 'import { BaseError } from "./base";\nexport class StoreError extends BaseError {}\n',
    };
    expect((await migrate({ files, failures })).thrown).toBe("new StoreError(err.message, err)");
  });

  it.each([
    ["an error", "constructor(message: string, cause?: Error) { super(message, { cause }); }"],
    ["what another type says", "constructor(message: string, options?: StoreOptions) { super(message, options); }"],
  ])("is given none where that has to be %s", async (_, constructor) => {
    const { thrown, reasons } = await migrate({ failures: failure(constructor) });
    expect(thrown).toBe("new StoreError(err.message)");
    expect(reasons).toEqual(["nobody can tell from this file where `StoreError` takes a cause"]);
  });
});

describe("a class that takes no cause", () => {
  it("is taught to, for the sake of who makes one in another file", async () => {
    const migrated = await migrate({
      failures: failure(
        "constructor(\n    readonly status: number,\n    message: string,\n  ) {\n    super(message);\n  }",
      ),
      made: "new StoreError(500, err.message)",
    });
    expect(migrated.failures).toBe(
      failure(
        "constructor(\n    readonly status: number,\n    message: string,\n    options?: ErrorOptions,\n  ) {\n    super(message, options);\n  }",
      ),
    );
    expect(migrated.thrown).toBe("new StoreError(500, err.message, { cause: err })");
    expect(migrated.second.files.flatMap(({ changes }) => changes)).toEqual([]);
  });

  it("is taught to where the project's language knows no cause", async () => {
    const given = { failures: failure("constructor(message: string) { super(message); }"), lib: "es2019" };
    const { failures, thrown } = await migrate(given);
    expect(failures).toBe(failure("constructor(message: string, readonly cause?: unknown) { super(message); }"));
    expect(thrown).toBe("new StoreError(err.message, err)");
  });

  it("is taught to in JavaScript, where it has no types", async () => {
    const given = { failures: failure("constructor(message) { super(message); }"), extension: "js" };
    const { failures, thrown } = await migrate(given);
    expect(failures).toBe(failure("constructor(message, options) { super(message, options); }"));
    expect(thrown).toBe("new StoreError(err.message, { cause: err })");
  });

  it("is taught to in the file in which it is made", async () => {
    const own = "class OwnError extends Error {\n  constructor(message: string) {\n    super(message);\n  }\n}";
    const files = { "src/service.ts": service('new OwnError("" + err.message)', own) };
    const { thrown, reasons } = await migrate({ failures: "export {};\n", files });
    expect(thrown).toBe('new OwnError("" + err.message, { cause: err })');
    expect(reasons).toEqual([]);
  });

  it.each([
    ["takes its values as one object", "constructor(given: { message: string }) { super(given.message); }"],
    ["keeps its values as one object", "constructor(readonly given: { message: string }) { super(given.message); }"],
    ["takes an object already", "constructor(message: string, { status } = { status: 1 }) { super(message); }"],
    [
      "counts what it is given",
      "constructor(message: string) { super(message); this.name = String(arguments.length); }",
    ],
    ["has something else of that name", "constructor(message: string) { super(message); configure(options); }"],
    ["sets its text by itself", "constructor(message: string) { super(); this.message = message; }"],
    [
      "has several constructors",
      "constructor(a: string);\n  constructor(a: number);\n  constructor(a: any) { super(a); }",
    ],
  ])("stays as it is where it %s", async (_, constructor) => {
    const failures = failure(constructor);
    const migrated = await migrate({ failures });
    expect(migrated).toMatchObject({ failures, thrown: "new StoreError(err.message)" });
    expect(migrated.reasons).toHaveLength(1);
  });

  it.each([
    ["a package's", failure("constructor(message: string) { super(message); }", "Failure")],
    ["said by decorators", `@Coded() ${failure("constructor(message: string) { super(message); }")}`],
    [
      "its own option type",
      `interface ErrorOptions { status: number }\n${failure("constructor(message: string) { super(message); }")}`,
    ],
  ])("stays as it is where what it does is %s", async (_, failures) => {
    const { files } = { files: { "src/failures.ts": `import { Coded, Failure } from "pkg";\n${failures}` } };
    const migrated = await migrate({ failures, files });
    expect(migrated).toMatchObject({ failures: files["src/failures.ts"], thrown: "new StoreError(err.message)" });
  });

  it("stays as it is where somebody would write out a cause that is a property like any other", async () => {
    const failures = failure("constructor(message: string) { super(message); }");
    const api = `import { load } from "./service";
export async function get(id: string) {
  try { return await load(id); } catch (err) { return JSON.stringify({ ...err }); }
}
`;
    const files = { "src/api.ts": api };
    expect(await migrate({ failures, files, lib: "es2019" })).toMatchObject({ failures });
    expect((await migrate({ failures, files })).thrown).toBe("new StoreError(err.message, { cause: err })");
  });
});

import { describe, expect, it } from "vitest";
import { generatedNotice } from "../../src/generate/generated-file.ts";
import { commit, createRepository, get, put, runIn } from "./workbench.ts";

const contract = `{
  "format": 1,
  "version": "2.1.0",
  "codes": {
    "ORDER_LOST": { "description": "It is lost.", "fault": "server", "since": "1.0.0" },
    "BUSY": { "description": "Later.", "fault": "server", "retryable": true }
  },
  "typescript": {
    "errors": [{ "name": "AppError", "module": "./src/errors", "code": 0, "message": 1, "canonical": true }],
    "codeSources": [
      { "name": "Codes", "module": "./src/codes" },
      { "name": "codes", "module": "./src/codes" }
    ]
  }
}
`;

const files = {
  "error-contract.json": contract,
  "package.json": '{ "name": "orders", "type": "module" }',
  "src/errors.ts": `export type ErrorCode = "ORDER_LOST" | "BUSY";
export class AppError extends Error {
  constructor(readonly code: ErrorCode, message: string) {
    super(message);
  }
}
`,
  "src/codes.ts": `export enum Codes {
  ORDER_LOST = "ORDER_LOST",
  BUSY = "BUSY",
}
export const codes = { OrderLost: "ORDER_LOST", gone: "ORDER_LOST", busy: "BUSY" } as const;
`,
  "src/index.ts": `export * from "./codes.ts";\nexport { Codes as Reasons } from "./codes.ts";\n`,
  "src/use.ts": `import { AppError, type ErrorCode } from "./errors.ts";
import { codes, Reasons } from "./index.ts";

const statuses: Record<ErrorCode, number> = { ORDER_LOST: 500, BUSY: 503 };
const { OrderLost } = codes;

export function find(id: string, fallback: ErrorCode = "ORDER_LOST"): never {
  if (id === "") throw new AppError("ORDER_LOST", "order lost");
  throw new AppError(Reasons.ORDER_LOST ?? OrderLost ?? codes.gone ?? fallback, String(statuses.ORDER_LOST));
}
export function isLost(error: unknown): error is AppError & { code: Extract<ErrorCode, "ORDER_LOST"> } {
  return error instanceof AppError && error.code === "ORDER_LOST";
}
export const parcel = { state: "ORDER_LOST" };
export const keyOf = (kind: string) => \`ORDER_\${kind}\`;
`,
  "src/use.test.ts": `import { find } from "./use.ts";
test("find", () => {
  expect(() => find("")).toThrow(expect.objectContaining({ code: "ORDER_LOST" }));
  try {
    find("a");
  } catch (error) {
    expect(error.code).toBe("ORDER_LOST");
  }
  expect(parcel.state).toBe("ORDER_LOST");
});
`,
  "docs/guide.md":
    'ORDER_LOST in prose, `ORDER_LOST` in code, `ORDER_LOST_TWICE` no.\n\n```ts\nthrow lost("ORDER_LOST");\n```\n',
  "docs/catalogue.md": `<!-- ${generatedNotice} -->\n\n- \`ORDER_LOST\`\n`,
  "CHANGELOG.md": "- `ORDER_LOST` is new\n",
  "deploy/alerts.yaml": "on: ORDER_LOST\n",
};

describe("rename-code", () => {
  it("renames a code wherever it is the contract's, and deprecates the old one", async () => {
    const folder = createRepository(files);
    const { code, out, err } = await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(get(folder, "src/errors.ts")).toContain('"ORDER_MISSING" | "BUSY"');
    expect(get(folder, "src/codes.ts")).toBe(`export enum Codes {
  ORDER_MISSING = "ORDER_MISSING",
  BUSY = "BUSY",
}
export const codes = { OrderMissing: "ORDER_MISSING", gone: "ORDER_MISSING", busy: "BUSY" } as const;
`);
    expect(get(folder, "src/use.ts")).toBe(
      files["src/use.ts"]
        .replaceAll(/(?<!state: ")ORDER_LOST/g, "ORDER_MISSING")
        .replace("{ OrderLost }", "{ OrderMissing: OrderLost }"),
    );
    expect(get(folder, "src/use.test.ts")).toBe(
      files["src/use.test.ts"].replaceAll(/ORDER_LOST(?=" }|"\);\n {2}\})/g, "ORDER_MISSING"),
    );
    expect(get(folder, "docs/guide.md")).toBe(
      'ORDER_LOST in prose, `ORDER_MISSING` in code, `ORDER_LOST_TWICE` no.\n\n```ts\nthrow lost("ORDER_MISSING");\n```\n',
    );
    expect(get(folder, "docs/catalogue.md")).toBe(files["docs/catalogue.md"]);
    expect(get(folder, "CHANGELOG.md")).toBe(files["CHANGELOG.md"]);
    expect(JSON.parse(get(folder, "error-contract.json")).codes).toEqual({
      ORDER_LOST: {
        description: "It is lost.",
        fault: "server",
        since: "1.0.0",
        deprecated: { since: "2.2.0", use: "ORDER_MISSING" },
      },
      ORDER_MISSING: { description: "It is lost.", fault: "server", since: "2.2.0" },
      BUSY: { description: "Later.", fault: "server", retryable: true },
    });
    expect(out).toContain("src/use.ts:14:32  a string that looks alike");
    expect(out).toContain("src/use.ts:15:40  a code that is put together at run time");
    expect(out).toContain("src/use.test.ts:9:29  a string that looks alike");
    expect(out).toContain("src/codes.ts:5:49  the member's name `gone`");
    expect(out).toContain("deploy/alerts.yaml:1:5  a mention in a file of another kind");
  });

  it("knows the codes of a class whose type parameter lists them", async () => {
    const folder = createRepository({
      ...files,
      "src/errors.ts": files["src/errors.ts"]
        .replace("class AppError extends", "class AppError<C extends ErrorCode = ErrorCode> extends")
        .replace("code: ErrorCode,", "code: C,"),
    });
    await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING"]);
    expect(get(folder, "src/use.ts")).toContain("Record<ErrorCode, number> = { ORDER_MISSING: 500, BUSY: 503 };");
    expect(get(folder, "src/use.ts")).toContain('fallback: ErrorCode = "ORDER_MISSING"');
  });

  it("changes nothing the second time, and nothing in a dry run", async () => {
    const folder = createRepository(files);
    const dry = await runIn(folder, ["rename-code", "ORDER_LOST", "BUSY", "--dry-run"]);
    expect(dry.code).toBe(1);
    expect(dry.out).toContain('-  if (id === "") throw new AppError("ORDER_LOST", "order lost");');
    expect(dry.out).toContain("ORDER_LOST has retryable false, and BUSY has true.");
    expect(get(folder, "src/use.ts")).toBe(files["src/use.ts"]);
    await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING"]);
    commit(folder);
    const again = await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING", "--dry-run"]);
    expect(again.code).toBe(0);
    expect(again.out).toContain("Nothing to rename.");
  });

  it("hands references on to a member that is there already", async () => {
    const folder = createRepository(files);
    await runIn(folder, ["rename-code", "ORDER_LOST", "BUSY"]);
    expect(get(folder, "src/codes.ts")).toBe(files["src/codes.ts"]);
    expect(get(folder, "src/use.ts")).toContain("new AppError(Reasons.BUSY ?? OrderLost ?? codes.busy ?? fallback");
    expect(get(folder, "src/use.ts")).toContain("const { busy: OrderLost } = codes;");
  });

  it("refuses files with uncommitted changes, all of them", async () => {
    const folder = createRepository(files);
    put(folder, "src/use.ts", `${files["src/use.ts"]}\n`);
    const { code, err } = await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING"]);
    expect({ code, err }).toEqual({
      code: 2,
      err: "error-contract: files have uncommitted changes: commit them, or pass --allow-dirty\nsrc/use.ts\n",
    });
    expect(get(folder, "src/errors.ts")).toBe(files["src/errors.ts"]);
    const allowed = await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING", "--allow-dirty"]);
    expect(allowed.code).toBe(0);
    expect(get(folder, "src/errors.ts")).toContain("ORDER_MISSING");
  });

  it("refuses codes that cannot be meant", async () => {
    const folder = createRepository(files);
    const toError = async (...codes: string[]) => (await runIn(folder, ["rename-code", ...codes])).err;
    expect(await toError("ORDER_LOTS", "ELSEWHERE")).toMatch(
      /no such code \(code: ORDER_LOTS, did you mean: ORDER_LOST\)/,
    );
    expect(await toError("BUSY", "BUSY")).toMatch(/both codes are the same/);
    expect(await toError("BUSY", "busy")).toMatch(/not spelt as the contract asks for/);
  });

  it("says of a built-in code that it stays", async () => {
    const own = contract.replace('"version"', '"extends": ["error-contract:starter"], "version"');
    const folder = createRepository({ ...files, "error-contract.json": own });
    const { out } = await runIn(folder, ["rename-code", "CONFLICT", "CLASH", "--dry-run"]);
    expect(out).toContain(
      "CONFLICT is declared by error-contract:starter: it stays, and CLASH has to be a code of your own.",
    );
  });

  it("changes nothing under a directive comment, be it a value, a type, a member or what refers to one", async () => {
    const disabled = "// eslint-disable-next-line error-contract/no-deprecated-code";
    const folder = createRepository({
      ...files,
      "src/errors.ts": `${disabled}\n${files["src/errors.ts"]}`,
      "src/codes.ts": files["src/codes.ts"].replace("export const codes", `${disabled}\nexport const codes`),
      "src/use.ts": files["src/use.ts"].replace(
        "  throw new AppError(Reasons",
        `  ${disabled}\n  throw new AppError(Reasons`,
      ),
    });
    const { out, code } = await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_GONE"]);
    expect(code).toBe(0);
    expect(get(folder, "src/errors.ts")).toContain('type ErrorCode = "ORDER_LOST" | "BUSY";');
    const codes = get(folder, "src/codes.ts");
    expect(codes).toContain('  ORDER_LOST = "ORDER_GONE",');
    expect(codes).toContain('{ OrderLost: "ORDER_LOST", gone: "ORDER_LOST", busy: "BUSY" }');
    const use = get(folder, "src/use.ts");
    expect(use).toContain("throw new AppError(Reasons.ORDER_LOST ?? OrderLost ?? codes.gone");
    expect(use).toContain('throw new AppError("ORDER_GONE", "order lost")');
    expect(out).toContain("under eslint-disable-next-line");
  });
});

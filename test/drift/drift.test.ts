import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadContract } from "../../src/contract/load.ts";
import { generateGo } from "../../src/generate/go/generate-go.ts";
import { generateRust } from "../../src/generate/rust/generate-rust.ts";
import { createFolder, createRepository, runIn } from "../cli/workbench.ts";

type Files = Readonly<Record<string, string>>;

const fixtures = join(import.meta.dirname, "fixtures");
const contract = readFileSync(join(fixtures, "error-contract.json"), "utf8");

/** What an earlier contract was generated as: it had a code that is gone. */
function toGenerated(): Record<"go" | "rust", Files> {
  const earlier = JSON.parse(contract) as { codes: object };
  const codes = { ...earlier.codes, ORDER_GONE: { description: "It is gone.", fault: "client" } };
  const folder = createFolder({ "error-contract.json": JSON.stringify({ ...earlier, codes }) });
  const loaded = loadContract(join(folder, "error-contract.json")).contract;
  if (!loaded) throw new Error("the fixtures' contract is not valid");
  const toFiles = (home: string, files: ReturnType<typeof generateGo>): Files =>
    Object.fromEntries(files.map(({ path, text }) => [`${home}/${path}`, text]));
  return {
    go: toFiles("go/internal/errs", generateGo(loaded, { module: null })),
    rust: toFiles("rust/src/errs", generateRust(loaded, { crate: null })),
  };
}

function readFixture(language: "go" | "rust"): Files {
  const entries = readdirSync(join(fixtures, language), { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.\w+$/.test(path),
  );
  return Object.fromEntries(
    entries.map((path) => [`${language}/${path}`, readFileSync(join(fixtures, language, path), "utf8")]),
  );
}

interface Found {
  readonly rule: string;
  readonly message: string;
  readonly place: { readonly file: string; readonly line: number };
}

/** That what was generated is older than the contract is told besides. */
async function findDrift(files: Files): Promise<Found[]> {
  const { out } = await runIn(createRepository(files), ["check", "--format", "json"]);
  const { problems } = JSON.parse(out) as { problems: Found[] };
  return problems.filter(({ rule, place }) => rule !== "stale-file" && /\.(?:go|rs)$/.test(place.file));
}

/** What the fixtures say of themselves: `// want: TEAPOT is no code; …` */
function toWanted(files: Files): string[] {
  return Object.entries(files).flatMap(([file, text]) =>
    text.split("\n").flatMap((line, index) => {
      const wanted = /\/\/ want: (.*)$/.exec(line)?.[1]?.split("; ") ?? [];
      return wanted.map((each) => `${file}:${String(index + 1)} ${each}`);
    }),
  );
}

describe.each([["go"], ["rust"]] as const)("drift in %s", (language) => {
  it("is found wherever it was planted, and nowhere else", async () => {
    const files = readFixture(language);
    const found = await findDrift({ "error-contract.json": contract, ...toGenerated()[language], ...files });
    const wanted = toWanted(files);
    const told = found.map(({ message, place }) => `${place.file}:${String(place.line)} ${message}`);
    expect(told.filter((each) => !wanted.some((start) => each.startsWith(start)))).toEqual([]);
    expect(wanted.filter((start) => !told.some((each) => each.startsWith(start)))).toEqual([]);
    expect(wanted.length).toBeGreaterThanOrEqual(20);
  });
});

const go = { "go.mod": "module acme.example/prices\n" };
const main = `package main

import "acme.example/prices/errs"

func fail() error { return errs.New("NO_SUCH_CODE", errs.NotFound.Message()) }
`;

describe("sources that are not ours", () => {
  it("say nothing of a package that only has the name", async () => {
    const text = 'package a\n\nimport "github.com/zeebo/errs"\n\nvar Err = errs.New("NO_SUCH_CODE")\n';
    expect(await findDrift({ ...go, "a.go": text, "error-contract.json": contract })).toEqual([]);
  });

  it.each([
    ["alone", main, 5],
    ["among others", main.replace(/import (.*)/, 'import (\n\t"errors"\n\t$1\n)'), 8],
  ])("are read as ours where they use a constant of the contract's, imported %s", async (_, text, line) => {
    const [problem, ...others] = await findDrift({ ...go, "main.go": text, "error-contract.json": contract });
    expect(problem).toMatchObject({ rule: "unknown-code", place: { file: "main.go", line, column: 37 } });
    expect(others).toEqual([]);
  });

  it("may declare constants of their own beside what was generated", async () => {
    const files = {
      ...toGenerated().go,
      ...go,
      "go/internal/errs/own.go": "package errs\n\nconst (\n\tLost = NotFound\n)\n",
      "main.go": main.replaceAll('"NO_SUCH_CODE"', "errs.Lost").replace("prices/errs", "prices/go/internal/errs"),
      "error-contract.json": contract,
    };
    expect(await findDrift(files)).toEqual([]);
    const elsewhere = {
      "go/internal/errs/own.go": "package errs\n",
      "lost.go": "package main\n\nconst Lost = errs.NotFound\n",
    };
    const [problem] = await findDrift({ ...files, ...elsewhere });
    expect(problem?.message).toContain("errs.Lost is no code");
  });

  it("may be nested deeply, under a contract that no package can be generated from", async () => {
    const deep = `package main\n\nvar errs = ${"(".repeat(20_000)}1${")".repeat(20_000)}\n`;
    const code = { description: "It is late.", fault: "server" };
    const codes = { TOO_LATE: code, TOO__LATE: code };
    const unusable = JSON.stringify({ ...(JSON.parse(contract) as object), codes });
    expect(await findDrift({ ...go, "deep.go": deep, "main.go": main, "error-contract.json": unusable })).toEqual([]);
  });

  it("may be generated, tests, or another's that is vendored", async () => {
    const files = {
      "gen.go": `// Code generated by a tool. DO NOT EDIT.\n${main}`,
      "main_test.go": main,
      "vendor/a/main.go": main,
      "error-contract.json": contract,
    };
    expect(await findDrift({ ...go, ...files })).toEqual([]);
  });
});

it("takes a crate that was generated by the name in its manifest", async () => {
  const loaded = loadContract(join(createFolder({ "error-contract.json": contract }), "error-contract.json")).contract;
  const crate = generateRust(loaded!, { crate: "acme-failures" }).map(({ path, text }) => [`failures/${path}`, text]);
  const rest = { "Cargo.toml": '[package]\nname = "orders"\n', "error-contract.json": contract };
  const text = "fn fail() -> acme_failures::Error { acme_failures::Error::new(acme_failures::Code::Lost, text()) }\n";
  const [problem, ...others] = await findDrift({ ...Object.fromEntries(crate), ...rest, "src/main.rs": text });
  expect(problem).toMatchObject({ rule: "unknown-code", place: { file: "src/main.rs", line: 1 } });
  expect(others).toEqual([]);
  const own = text.replaceAll("acme_failures", "orders");
  expect(await findDrift({ ...Object.fromEntries(crate), ...rest, "src/main.rs": own })).toEqual([]);
});

it("counts codes of Go and Rust sources as used, and lists them for other repositories", async () => {
  const files = { ...go, "main.go": main, "error-contract.json": contract };
  const { out } = await runIn(createRepository(files), ["check", "--usage"]);
  const { uses } = JSON.parse(out) as { uses: { code: string; file: string; line: number }[] };
  expect(uses.map(({ code, file, line }) => `${code} ${file}:${String(line)}`)).toEqual([
    "NO_SUCH_CODE main.go:5",
    "NOT_FOUND main.go:5",
  ]);
  const used = main.replace("errs.NotFound", "errs.OrderNotFound");
  const checked = await runIn(createRepository({ ...files, "main.go": used }), ["check"]);
  expect(checked.out).not.toContain("unused-code");
});

describe("an error is raised where it is made, not where its code is only named", () => {
  const goText = `package main

import (
	"errors"

	"acme.example/prices/errs"
)

var all = map[errs.Code]errs.Code{errs.NotFound: errs.Timeout}
var sent = map[string]any{"error_code": "RATE_LIMITED"}

func use(err error, envelope *errs.Envelope) bool {
	_ = errs.New(errs.InvalidInput, "m", errs.WithCode("UNAUTHENTICATED"))
	_ = errs.Envelope{Code: "CANCELLED"}
	envelope.Code = "INTERNAL_ERROR"
	return errors.Is(err, errs.Conflict) || errs.CodeOf(err) == "UNREACHABLE"
}
`;
  const rustText = `use crate::errs::{Code, Envelope, Error};

fn make(error: Error, text: &str) -> Envelope {
    let _made = Error::new(Code::InvalidInput, text).or_code(Code::Unauthenticated);
    let _read = ("CANCELLED".parse::<Code>(), keep(Code::NotFound), Pair::new(text, Code::Timeout));
    let _is = error.code() == Code::Conflict || error.code().as_str() == "UNREACHABLE";
    match error.code() {
        Code::RateLimited => json!({ "error_code": "INTERNAL_ERROR" }),
    }
}
`;

  const raised = ["INVALID_INPUT", "UNAUTHENTICATED", "CANCELLED"];
  const named = ["NOT_FOUND", "TIMEOUT", "RATE_LIMITED", "CONFLICT", "UNREACHABLE", "INTERNAL_ERROR"];

  it.each([
    ["Go", { "main.go": goText }],
    ["Rust", { "src/main.rs": rustText }],
  ])("in %s", async (_, files) => {
    const folder = createRepository({ ...go, ...files, "error-contract.json": contract });
    const said = new Map<string, string>();
    for (const code of [...raised, ...named]) said.set(code, (await runIn(folder, ["explain", code])).out);
    const saying = (words: string): string[] => [...said].flatMap(([code, out]) => (out.includes(words) ? [code] : []));
    expect(saying("Raised here:")).toEqual(raised);
    expect(saying("Also named:")).toEqual(named);
  });
});

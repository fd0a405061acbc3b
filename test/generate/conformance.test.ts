import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GeneratedFile } from "../../src/generate/generated-file.ts";
import { generateGo } from "../../src/generate/go/generate-go.ts";
import { generateRust } from "../../src/generate/rust/generate-rust.ts";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import { toVectors, type ReadVector, type Vectors } from "../../src/generate/vectors/generate-vectors.ts";
import { removeFolder, writeFiles } from "./emit.ts";
import { hostile, sampleCode, sampleCodes, sampleContract } from "./sample-contract.ts";
import { crates, describeWith, runTool } from "./toolchain.ts";

const contract = sampleContract(
  [
    ...sampleCodes,
    sampleCode("DATA_LOSS", 500, { grpc: "DATA_LOSS", twirp: "data_loss", severity: "critical" }),
    sampleCode("HOSTILE", 422, {
      message: hostile.slice(0, 7).join(" "),
      context: ["__proto__", "constructor", 'a"b\\'],
      public: ["__proto__", 'a"b\\'],
    }),
  ],
  {
    envelope: new Map([
      ["tenant_id", { type: "string", required: true }],
      ["shard", { type: "integer", required: false }],
      ["__proto__", { type: "object", required: false }],
    ]),
  },
);
const vectors = toVectors(contract);

interface Made {
  readonly write: readonly Record<"public" | "internal" | "http" | "grpc" | "twirp", unknown>[];
  readonly read: readonly { readonly again: unknown; readonly error: unknown }[];
  readonly refused: readonly boolean[];
}
type Run = (vectors: Vectors) => Made;

const programs = fileURLToPath(new URL("fixtures/conformance/", import.meta.url));
let folder: string;
beforeAll(() => {
  const moved = (to: string, files: readonly GeneratedFile[]) =>
    files.map(({ path, text }) => ({ path: `${to}/${path}`, text }));
  folder = writeFiles([
    ...moved("ts", generateTypeScript(contract, { extension: ".ts", frameworks: [], notifier: null })),
    ...moved("go/errs", generateGo(contract, { module: null })),
    ...moved("rust/errs", generateRust(contract, { crate: null })),
    { path: "go/go.mod", text: "module example.com/conform\n\ngo 1.19\n" },
  ]);
  mkdirSync(join(folder, "bin"));
  cpSync(join(programs, "main.go"), join(folder, "go/main.go"));
  cpSync(join(programs, "main.rs"), join(folder, "rust/main.rs"));
});
afterAll(() => {
  removeFolder(folder);
});

/** Equal as JSON values, in whatever order. */
function expectConformity(made: Made): void {
  const wanted = (names: readonly string[], each: object) =>
    Object.fromEntries(names.map((name) => [name, (each as Record<string, unknown>)[name]]));
  made.write.forEach((each, index) => {
    const vector = vectors.write[index] ?? {};
    expect(toPlain(each), `write ${vectors.write[index]?.name ?? ""}`).toEqual(
      toPlain(wanted(["public", "internal", "http", "grpc", "twirp"], vector)),
    );
  });
  made.read.forEach((each, index) => {
    const vector = vectors.read[index] ?? {};
    expect(toPlain(each), `read ${vectors.read[index]?.name ?? ""}`).toEqual(
      toPlain(wanted(["again", "error"], vector)),
    );
  });
  expect([made.write.length, made.read.length]).toEqual([vectors.write.length, vectors.read.length]);
  expect(made.refused).toEqual(vectors.refuse.map(() => true));
}

/** Keys such as `__proto__` compare as any other. */
function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== "object" || value === null) return value;
  return Object.keys(value)
    .sort()
    .map((key) => [key, toPlain((value as Record<string, unknown>)[key])]);
}

/** What one language wrote, for the others to read. */
function toReads(made: Made): Vectors {
  const read = made.write.flatMap(({ public: shown, internal }) =>
    [shown, internal].map((envelope) => ({ envelope, passOn: [] }) as unknown as ReadVector),
  );
  return { write: [], read, refuse: [] };
}

interface TypeScript {
  readonly AppError: {
    new (code: string, message: string, options: object): object;
    wrap(err: object, message: string, options: object): object;
  };
  readonly fromEnvelope: (value: unknown, message: string, options: object) => Record<string, unknown>;
  readonly parseEnvelope: (value: unknown) => object | undefined;
  readonly toPublicEnvelope: (err: object, occurrence: object) => object;
  readonly toInternalEnvelope: (err: object, occurrence: object) => object;
  readonly toHttpStatus: (err: object) => number;
  readonly toGrpcStatus: (err: object) => { readonly code: number };
  readonly toTwirp: (err: object, occurrence: object) => { readonly code: string };
}

async function loadTypeScript(): Promise<Run> {
  const names = ["app-error", "remote", "envelope", "wire"];
  const loaded = await Promise.all(names.map((name) => import(`${folder}/ts/${name}.ts`) as Promise<object>));
  const ts = Object.assign({}, ...loaded) as TypeScript;
  const tryParse = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  };
  return ({ write, read, refuse }) => ({
    write: write.map((vector) => {
      const { code, message, context } = vector.error;
      let err = new ts.AppError(code, message, { context });
      for (const wrap of vector.wraps) err = ts.AppError.wrap(err, wrap.message, { context: wrap.context });
      const { request_id, correlation_id, timestamp } = vector.occurrence;
      const ids = { requestId: request_id, correlationId: correlation_id, timestamp: new Date(timestamp) };
      const occurrence = { ...ids, fields: vector.fields };
      return {
        public: ts.toPublicEnvelope(err, occurrence),
        internal: ts.toInternalEnvelope(err, occurrence),
        http: ts.toHttpStatus(err),
        grpc: ts.toGrpcStatus(err).code,
        twirp: ts.toTwirp(err, occurrence).code,
      };
    }),
    read: read.map(({ envelope, passOn }) => {
      const { code, status, context, publicMessage, cause } = ts.fromEnvelope(envelope, "could not ask", { passOn });
      const { envelope: again } = cause as { envelope: unknown };
      return { again, error: { code, http: status, context, public_message: publicMessage } };
    }),
    refused: refuse.map((text) => ts.parseEnvelope(tryParse(text)) === undefined),
  });
}

const compile = {
  go: () => runTool(join(folder, "go"), "go", ["build", "-o", "../bin/go", "."]),
  rust: () => runTool(folder, "rustc", ["--edition", "2021", "-D", "warnings", "-o", "bin/rust", "rust/main.rs"]),
};

function toProgram(name: "go" | "rust"): Run {
  compile[name]();
  return (given) => JSON.parse(runTool(folder, join(folder, "bin", name), [], JSON.stringify(given))) as Made;
}

describe("the vectors, in TypeScript", () => {
  it("are written and read as they say", async () => {
    expectConformity((await loadTypeScript())(vectors));
  });
});

describeWith(["go"], "the vectors, in Go", () => {
  it("are written and read as they say", () => {
    expectConformity(toProgram("go")(vectors));
  }, 300_000);
});

describeWith(["rustc"], "the vectors, in Rust", () => {
  it("are written and read as they say", () => {
    expectConformity(toProgram("rust")(vectors));
  }, 300_000);
});

const manifest = `[package]
name = "conform"
version = "1.0.0"
edition = "2021"

[dependencies]
acme-errs = { path = "../errs", features = ["serde"] }
serde_json = "1"
`;
const offline = `[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "${crates}"
`;

describeWith(["rustc", "cargo", "serde"], "the crate with serde", () => {
  it("reads and writes the same, and refuses the same", () => {
    const home = join(folder, "serde");
    for (const { path, text } of generateRust(contract, { crate: "acme-errs" })) {
      mkdirSync(dirname(join(home, "errs", path)), { recursive: true });
      writeFileSync(join(home, "errs", path), text);
    }
    for (const path of [".cargo", "program/src"]) mkdirSync(join(home, path), { recursive: true });
    writeFileSync(join(home, ".cargo/config.toml"), offline);
    writeFileSync(join(home, "program/Cargo.toml"), manifest);
    cpSync(join(programs, "serde.rs"), join(home, "program/src/main.rs"));
    const program = join(home, "program");
    const made = JSON.parse(
      runTool(program, "cargo", ["run", "--quiet", "--offline"], JSON.stringify(vectors)),
    ) as Record<"read" | "codes" | "refused", unknown[]>;
    expect(made.read.map(toPlain)).toEqual(vectors.read.map(({ again }) => toPlain(again)));
    expect(made.codes).toEqual(vectors.write.map(({ error }) => error.code));
    expect(made.refused).toEqual(vectors.refuse.map(() => true));
    expect(made).toMatchObject({ isWhole: true, isUnknownRefused: true });
  }, 300_000);
});

describeWith(["go", "rustc"], "an envelope made by any", () => {
  it("is read by all, and loses nothing", async () => {
    const runs = [await loadTypeScript(), toProgram("go"), toProgram("rust")];
    for (const write of runs) {
      const reads = toReads(write(vectors));
      expect(reads.read.length).toBeGreaterThan(20);
      for (const read of runs)
        expect(read(reads).read.map(({ again }) => toPlain(again))).toEqual(
          reads.read.map(({ envelope }) => toPlain(envelope)),
        );
    }
  }, 300_000);
});

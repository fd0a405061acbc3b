import { describe, expect, it } from "vitest";
import { describeWith, runTool } from "../generate/toolchain.ts";
import { commit, createRepository, get, put, runIn } from "./workbench.ts";

const contract = `{
  "format": 1,
  "version": "2.1.0",
  "codes": {
    "ORDER_LOST": { "description": "It is lost.", "fault": "server" },
    "BUSY": { "description": "Later.", "fault": "server" },
    "INTERNAL_ERROR": { "description": "It failed.", "fault": "server" }
  },
  "go": { "package": "errs" },
  "rust": { "module": "errs" }
}
`;

const goMain = `// Package main answers ORDER_LOST.
package main

import (
	"errors"

	"acme.example/orders/errs"
)

const lost = "ORDER_LOST"

var statuses = map[errs.Code]int{errs.OrderLost: 500}

func fail() error { return errs.New(errs.OrderLost, "order lost") }

func failAgain() error { return errs.New(lost, "order lost", errs.WithCode(\`ORDER_LOST\`)) }

func isLost(err error) bool {
	switch errs.CodeOf(err) {
	case "ORDER_LOST":
		return true
	}
	return errors.Is(err, errs.OrderLost) || errs.CodeOf(err) == "ORDER_LOST"
}

func isTold(answer map[string]string) bool { return answer["state"] == "ORDER_LOST" }

func main() { _, _, _, _, _ = fail(), failAgain(), isLost(nil), isTold(nil), statuses }
`;

const goRemote = `package remote

func IsTheirs(answer map[string]any) bool { return answer["error_code"] == "ORDER_LOST" }
`;

const rustMain = `mod errs;

use crate::errs::Code::{self, OrderLost};
use crate::errs::Code::OrderLost as Lost;
use crate::errs::{Envelope, Error};

fn fail() -> Error {
    Error::new(Code::OrderLost, "order lost").with("as", Lost.as_str())
}

fn is_lost(error: &Error) -> bool {
    matches!(error.code(), errs::Code::OrderLost) || error.code() == OrderLost
}

fn is_told(envelope: &Envelope) -> bool {
    match envelope.error_code.as_str() {
        r"ORDER_LOST" => true,
        _ => "ORDER_LOST".parse::<Code>().is_ok() && "ORDER_LOST".len() > 3,
    }
}

fn main() {
    let _ = (fail(), is_lost as fn(&Error) -> bool, is_told as fn(&Envelope) -> bool);
}
`;

const files = {
  "error-contract.json": contract,
  "go.mod": "module acme.example/orders\n\ngo 1.19\n",
  "main.go": goMain,
  "remote/remote.go": goRemote,
  "Cargo.toml": '[package]\nname = "orders"\nversion = "1.0.0"\nedition = "2021"\n\n[features]\nserde = []\n',
  "src/main.rs": rustMain,
};

async function createService(): Promise<string> {
  const folder = createRepository(files);
  await runIn(folder, ["generate", "go", "--out", "errs"]);
  await runIn(folder, ["generate", "rust", "--out", "src/errs"]);
  commit(folder);
  return folder;
}

describe("rename-code in Go and Rust", () => {
  it("renames literals, constants and variants that are the contract's, and lists the rest", async () => {
    const folder = await createService();
    const { code, out, err } = await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(get(folder, "main.go")).toBe(
      goMain
        .replaceAll("OrderLost", "OrderMissing")
        .replaceAll(/(?<!answers |"state"\] == ")ORDER_LOST/g, "ORDER_MISSING"),
    );
    expect(get(folder, "remote/remote.go")).toBe(goRemote);
    expect(get(folder, "src/main.rs")).toBe(
      rustMain.replaceAll("OrderLost", "OrderMissing").replaceAll(/"ORDER_LOST"(?!\.len)/g, '"ORDER_MISSING"'),
    );
    expect(out).toContain("ORDER_LOST became ORDER_MISSING: 14 places in 2 files.\nORDER_LOST is deprecated");
    expect(out).toContain("Go and Rust: have the new name generated");
    for (const place of ["main.go:1:25, 26:73", "src/main.rs:18:"]) expect(out).toContain(`  ${place}`);
    expect(out).toContain("remote/remote.go:3:77  an `error_code` that may be another service's");
    expect(out).toContain("errs/codes.go:");
    expect(out).toContain("a generated file: generate it anew");
  });

  it("changes nothing the second time", async () => {
    const folder = await createService();
    await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING"]);
    expect(await runIn(folder, ["generate"])).toMatchObject({ code: 0 });
    commit(folder);
    const again = await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING", "--dry-run"]);
    expect(again).toMatchObject({ code: 0, err: "" });
    expect(again.out).toContain("Nothing to rename.");
  });

  it("leaves a place where the new code stands already, and names that the file has for something else", async () => {
    const folder = await createService();
    const rust = rustMain
      .replace("errs::Code::OrderLost)", "Code::OrderLost | Code::Busy)")
      .replace("fail()", "Busy()");
    put(folder, "src/main.rs", rust);
    put(folder, "main.go", goMain.replace('case "ORDER_LOST":', 'case "ORDER_LOST", errs.Busy:'));
    commit(folder);
    const { out } = await runIn(folder, ["rename-code", "ORDER_LOST", "BUSY"]);
    expect(out).toContain("  main.go:20:8  BUSY is listed there already");
    expect(out).toContain("  src/main.rs:12:34  BUSY is listed there already");
    expect(out).toMatch(/src\/main\.rs:(?:\d+:\d+, )*3:31(?:, \d+:\d+)* {2}the file has another `Busy`/);
    expect(get(folder, "src/main.rs")).toContain("error.code() == OrderLost");
    expect(get(folder, "src/main.rs")).toContain('Error::new(Code::Busy, "order lost")');
  });
});

describeWith(["go", "cargo"], "what was renamed in Go and Rust", () => {
  it("compiles", async () => {
    const folder = await createService();
    await runIn(folder, ["rename-code", "ORDER_LOST", "ORDER_MISSING"]);
    await runIn(folder, ["generate"]);
    runTool(folder, "go", ["vet", "./..."]);
    runTool(folder, "cargo", ["check", "--quiet", "--offline"]);
  }, 120_000);
});

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import ts from "typescript";
import { runIn } from "../cli/workbench.ts";
import { compile } from "../generate/emit.ts";
import { describeWith, runTool } from "../generate/toolchain.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const services = ["orders", "pricing", "stock"] as const;
let fleet: string;

beforeAll(() => {
  mkdirSync(join(repository, ".demo"), { recursive: true });
  fleet = mkdtempSync(join(repository, ".demo/fleet-"));
  cpSync(join(repository, "examples/fleet"), fleet, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  mkdirSync(join(fleet, "node_modules/@acme"), { recursive: true });
  symlinkSync(join(fleet, "contract"), join(fleet, "node_modules/@acme/error-contract"));
});
afterAll(() => {
  rmSync(fleet, { recursive: true, force: true });
});

interface Report {
  readonly problems: readonly { readonly rule: string; readonly severity: string; readonly message: string }[];
}

async function findErrors(folder: string, ...options: string[]): Promise<string[]> {
  const { out } = await runIn(join(fleet, folder), ["check", "--format", "json", ...options]);
  const { problems } = JSON.parse(out) as Report;
  return problems.filter(({ severity }) => severity === "error").map(({ rule, message }) => `${rule}: ${message}`);
}

const findAll = (): Promise<string[][]> =>
  Promise.all(services.map((service) => findErrors(service, "--rules", "recommended")));

/** Everything that a minor version may bring. */
function release(): void {
  const path = join(fleet, "contract/error-contract.json");
  const contract = JSON.parse(readFileSync(path, "utf8")) as { codes: Record<string, object> };
  const { ITEM_NOT_FOUND: missing, STOCK_UNAVAILABLE: closed } = contract.codes;
  const codes = {
    ...contract.codes,
    ITEM_NOT_FOUND: { ...missing, deprecated: { since: "1.1.0", use: "ITEM_MISSING" } },
    ITEM_MISSING: missing,
    STOCK_UNAVAILABLE: { ...closed, message: "stock is closed", severity: "critical", public: ["item"] },
    ITEM_RESERVED: { description: "Somebody else has reserved it.", fault: "client", http: 409, owner: "@acme/stock" },
  };
  const envelope = { fields: { region: { type: "string", required: false } } };
  writeFileSync(path, JSON.stringify({ ...contract, version: "1.1.0", envelope, codes }));
}

describeWith(["go", "cargo"], "a minor version of the fleet's contract", () => {
  it("adds no error to anybody's build", async () => {
    const [before, own] = [await findAll(), await findErrors("contract")];
    cpSync(join(fleet, "contract/error-contract.json"), join(fleet, "earlier.json"));
    release();
    const added = (await findErrors("contract", "--against", join(fleet, "earlier.json"))).filter(
      (each) => !own.includes(each),
    );
    expect(added.filter((each) => !each.startsWith("missing-playbook: "))).toEqual([]);
    for (const service of services) expect((await runIn(join(fleet, service), ["generate"])).code).toBe(0);
    expect(await findAll()).toEqual(before);

    const options = {
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts"],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
    };
    expect(compile(join(fleet, "orders"), ["src/app.ts"], options)).toEqual([]);
    runTool(join(fleet, "pricing"), "go", ["vet", "./..."]);
    runTool(join(fleet, "stock"), "cargo", ["rustc", "--quiet", "--offline", "--locked", "--", "-D", "warnings"]);
  }, 300_000);
});

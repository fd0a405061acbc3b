import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commit, createRepository, put, runIn } from "./workbench.ts";

const owned = { description: "It is late.", fault: "server", owner: "@acme/net", playbook: "late.md" };
const playbook = ["Meaning", "What to collect", "Dashboards", "Remedy", "Escalation"]
  .map((heading) => `## ${heading}\n\nSomething.\n`)
  .join("\n");
const bindings = { errors: [{ name: "AppError", module: "./errors", code: 0, message: 1 }] };
const sources = {
  "errors.ts": "export class AppError extends Error {}\n",
  "a.ts": 'import { AppError } from "./errors";\nexport const fail = () => { throw new AppError("LATE", "late"); };\n',
};

function toContract(parts: object): string {
  return JSON.stringify(
    { format: 1, version: "1.0.0", codes: { LATE: owned }, typescript: bindings, ...parts },
    null,
    2,
  );
}

const sound = { "error-contract.json": toContract({}), "late.md": playbook, ...sources };

async function rulesIn(files: Readonly<Record<string, string>>, ...args: string[]): Promise<string[]> {
  const { out } = await runIn(createRepository(files), ["check", "--format", "json", ...args]);
  const { problems } = JSON.parse(out) as { problems: { rule: string; place: { file: string; line: number } }[] };
  return problems.map(({ rule, place }) => `${rule} ${place.file}:${place.line}`);
}

describe("check", () => {
  it("has nothing to say of what is well", async () => {
    const { code, out, err } = await runIn(createRepository(sound), ["check"]);
    expect({ code, out, err }).toEqual({ code: 0, out: "All is well: contract 1.0.0, 2 source files.\n", err: "" });
  });

  it("tells place, reason, remedy and rule in a line", async () => {
    const text = 'import { AppError } from "./errors";\nthrow new AppError("LATTE", "late");\n';
    const { code, out } = await runIn(createRepository({ ...sound, "b.ts": text }), ["check"]);
    expect(code).toBe(1);
    expect(out).toBe(
      "b.ts:2:20  error  LATTE is no code of the contract. Did you mean LATE?  unknown-code\n" +
        "1 error, 0 warnings: contract 1.0.0, 3 source files.\n",
    );
  });

  it("lets no name or text of a contract write to the terminal", async () => {
    const code = { description: "Late.\u001B[2J", fault: "server" };
    const files = { "error-contract.json": toContract({ codePattern: ".", codes: { "A\u001B[2J\nB": code } }) };
    const folder = createRepository(files);
    const checked = await runIn(folder, ["check"]);
    expect(checked.out).toContain("error  A\\u001b[2J\\nB has no owner.");
    const explained = await runIn(folder, ["explain", "A\u001B[2J\nB"]);
    expect(explained.out).toContain("A\\u001b[2J\\nB\nLate.\\u001b[2J\n");
    expect(`${checked.out}${explained.out}`).not.toContain("\u001B");
  });

  it("asks for an owner and a playbook of the codes that are declared here, and of no other", async () => {
    const codes = { LATE: { description: "It is late.", fault: "server" } };
    const contract = toContract({ codes, extends: ["error-contract:starter"] });
    expect(await rulesIn({ ...sound, "error-contract.json": contract })).toEqual([
      "unowned-code error-contract.json:5",
      "missing-playbook error-contract.json:5",
    ]);
  });

  it("reads playbooks: what is empty, a comment or still to be done is nothing", async () => {
    const lacking = playbook.replace("## Remedy\n\nSomething.", "## Remedy\n\n<!-- what helps -->\n\n- TODO");
    expect(await rulesIn({ ...sound, "late.md": lacking })).toEqual(["empty-playbook-section late.md:1"]);
    const gone = Object.fromEntries(Object.entries(sound).filter(([path]) => path !== "late.md"));
    expect(await rulesIn(gone)).toEqual(["missing-playbook error-contract.json:9"]);
  });

  it("finds bindings that nothing here is, by what names denote", async () => {
    const notifiers = [
      { name: "report", module: "./errors", argument: 0 },
      { type: "Reporter", member: "send", module: "./errors", argument: 0 },
    ];
    const contract = toContract({ typescript: { ...bindings, notifiers } });
    const files = { ...sound, "error-contract.json": contract };
    const shadow = "function report(error: unknown) {}\nreport(1);\nexport {};\n";
    expect(await rulesIn({ ...files, "b.ts": shadow })).toEqual([
      "dead-binding error-contract.json:22",
      "dead-binding error-contract.json:27",
    ]);
    const { out } = await runIn(createRepository({ ...files, "b.ts": shadow }), ["check"]);
    expect(out).toContain('Nothing here is `report` from ./errors, which "notifiers" names.');
    const used =
      'import { report, type Reporter } from "./errors";\nexport const f = (r: Reporter) => { report(1); r.send(1); };\n';
    expect(await rulesIn({ ...files, "b.ts": used })).toEqual([]);
  });

  it("warns of codes that nothing uses, which is no failure", async () => {
    const contract = toContract({ codes: { LATE: owned, EARLY: owned } });
    const { code, out } = await runIn(createRepository({ ...sound, "error-contract.json": contract }), ["check"]);
    expect(code).toBe(0);
    expect(out).toMatch(/warning {2}Nothing here uses EARLY\./);
  });

  it("finds files that were generated from an earlier contract, and no others", async () => {
    const base = { go: { package: "errs" }, typescript: {}, extends: ["error-contract:starter"] };
    const folder = createRepository({ "error-contract.json": toContract(base), "late.md": playbook });
    expect(await runIn(folder, ["check"])).toMatchObject({ code: 0 });
    expect(await runIn(folder, ["generate", "go"])).toMatchObject({ code: 0 });
    expect(await runIn(folder, ["check"])).toMatchObject({ code: 0 });
    put(folder, "error-contract.json", toContract({ ...base, codes: { LATE: { ...owned, http: 504 } } }));
    const { code, out } = await runIn(folder, ["check"]);
    expect(code).toBe(1);
    expect(out).toMatch(/errs\/\w+\.go:1:1 {2}error {2}.* Run `error-contract generate`\. {2}stale-file/);
  });

  it("prints SARIF", async () => {
    const contract = toContract({ codes: { LATE: { ...owned, owner: undefined } } });
    const folder = createRepository({ ...sound, "error-contract.json": contract });
    const { out } = await runIn(folder, ["check", "--format", "sarif"]);
    const { runs } = JSON.parse(out) as { runs: { results: object[] }[] };
    expect(runs[0]?.results).toMatchObject([
      { ruleId: "unowned-code", level: "error", locations: [{ physicalLocation: { region: { startLine: 5 } } }] },
    ]);
  });

  it("is wrong usage without a contract, or with a broken one", async () => {
    const folder = createRepository({ "error-contract.json": '{ "format": 2 }' });
    expect(await runIn(folder, ["check"])).toMatchObject({ code: 2, out: "" });
    expect(await runIn(folder, ["check", "--contract", "no.json"])).toMatchObject({ code: 2, out: "" });
  });
});

describe("check in a repository with several contracts", () => {
  it("reads the sources of its own, whatever is wrong with another", async () => {
    const late = 'import { AppError } from "../errors";\nthrow new AppError("LATTE", "late");\n';
    const folder = createRepository({ ...sound, "other/error-contract.json": '{ "format": 2 }', "other/b.ts": late });
    expect(await runIn(folder, ["check"])).toMatchObject({ code: 0 });
  });
});

describe("check --against", () => {
  const change = async (parts: object, against = "HEAD") => {
    const folder = createRepository({ ...sound, "before.json": toContract({}), "late.md": playbook });
    put(folder, "error-contract.json", toContract(parts));
    return runIn(folder, ["check", "--against", against]);
  };

  it("compares with a git ref or a file, and holds changes against the version", async () => {
    const codes = { LATE: { ...owned, fault: "client", http: 408 } };
    for (const against of ["HEAD", "before.json"]) {
      const { code, out, err } = await change({ codes, version: "1.1.0" }, against);
      expect(err).toBe("");
      expect(code).toBe(1);
      expect(out).toContain(
        'error-contract.json:7:7  error  LATE had "fault": "server", and has "fault": "client" (1.0.0 to 1.1.0). ' +
          "Undo it, or release 2.0.0.  fault-changed\n",
      );
    }
    expect(await change({ codes, version: "2.0.0" })).toMatchObject({ code: 0 });
  });

  it("wants a higher version for whatever is new, and no code to go unannounced", async () => {
    const codes = { LATE: owned, TIMEOUT: owned };
    expect((await change({ codes })).out).toMatch(
      /TIMEOUT is new, and the version is still 1\.0\.0\. .*release 1\.1\.0/,
    );
    expect(await change({ codes, version: "1.1.0" })).toMatchObject({ code: 0 });
    const { code, out } = await change({ codes: { TIMEOUT: owned }, version: "2.0.0" });
    expect(code).toBe(1);
    expect(out).toMatch(/LATE is gone, and was never deprecated \(1\.0\.0 to 2\.0\.0\)\. Put it back, deprecated/);
  });

  it("compares with an installed package, also where extended files moved", async () => {
    const folder = createRepository({
      ...sound,
      "node_modules/@acme/errors/package.json": JSON.stringify({ name: "@acme/errors" }),
      "node_modules/@acme/errors/error-contract.json": toContract({ codes: {}, typescript: {} }),
    });
    expect(await runIn(folder, ["check", "--against", "@acme/errors"])).toMatchObject({ code: 1 });
  });

  it("reads what a contract extends at the same ref", async () => {
    const own = toContract({ extends: ["./base.json"] });
    const base = JSON.stringify({ format: 1, codes: { BUSY: { ...owned, retryable: true } } });
    const folder = createRepository({ ...sound, "error-contract.json": own, "base.json": base });
    put(folder, "base.json", base.replace("true", "false"));
    expect((await runIn(folder, ["check", "--against", "HEAD"])).out).toMatch(/BUSY had "retryable": true/);
    commit(folder);
    expect((await runIn(folder, ["check", "--against", "HEAD"])).code).toBe(0);
  });

  it("is wrong usage where there is nothing to compare with", async () => {
    expect(await change({}, "no-such")).toMatchObject({ code: 2, out: "" });
    expect(await change({}, "--all")).toMatchObject({ code: 2, out: "" });
  });
});

describe("check --usage", () => {
  it("tells the contract's repository whom a change reaches, and what they run", async () => {
    const service = createRepository({
      ...sound,
      "package.json": JSON.stringify({ name: "orders" }),
      CODEOWNERS: "* @acme/all\n/a.ts @acme/orders # those\n",
    });
    const { code, out } = await runIn(service, ["check", "--usage"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      format: 1,
      service: "orders",
      version: "1.0.0",
      uses: [{ code: "LATE", file: "a.ts", line: 2, column: 48, owners: ["@acme/orders"] }],
    });

    put(service, "prices/error-contract.json", toContract({}));
    put(service, "prices/go.mod", "module acme.example/prices\n");
    const { out: other } = await runIn(join(service, "prices"), ["check", "--usage"]);
    expect(JSON.parse(other)).toMatchObject({ service: "acme.example/prices", uses: [] });

    const deprecated = { since: "1.1.0", use: "TIMEOUT", removeIn: "2.0.0" };
    const home = createRepository({ "error-contract.json": toContract({ typescript: {} }), "late.md": playbook });
    const codes = { LATE: { ...owned, deprecated }, TIMEOUT: owned };
    put(home, "error-contract.json", toContract({ typescript: {}, version: "1.1.0", codes }));
    put(home, "usage/orders.json", out);
    put(home, "usage/stock.json", out.replace('"orders"', '"stock"').replace("a.ts", "a.go"));
    const told = await runIn(home, ["check", "--against", "HEAD", "--usage", "usage/*.json"]);
    expect(told).toMatchObject({ code: 0 });
    expect(told.out).toContain(
      "LATE, code-deprecated: reaches orders (@acme/orders)\n    a.ts:2:48\n    run: npx error-contract rename-code LATE TIMEOUT\n",
    );
    expect(told.out).toContain(
      "reaches stock (@acme/orders)\n    a.go:2:48\n    run: npx error-contract rename-code LATE TIMEOUT\n",
    );
  });

  it("is wrong usage where no file is one", async () => {
    const folder = createRepository({ ...sound, "usage.json": "{}" });
    expect(await runIn(folder, ["check", "--against", "HEAD", "--usage", "none/*"])).toMatchObject({ code: 2 });
    expect(await runIn(folder, ["check", "--against", "HEAD", "--usage", "usage.json"])).toMatchObject({ code: 2 });
  });
});

describe("explain", () => {
  it("tells what a code means, whose fault it is, what to do, and where it is raised", async () => {
    const { code, out } = await runIn(createRepository(sound), ["explain", "late"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^LATE\nIt is late\.\n/);
    expect(out).toMatch(/Fault: +server: we have to act/);
    expect(out).toMatch(/Playbook, late\.md:\n\n## Meaning\n\nSomething\./);
    expect(out).toMatch(/Raised here:\n {2}a\.ts:2:48\n$/);
  });

  it("guesses what was meant", async () => {
    const { code, err } = await runIn(createRepository(sound), ["explain", "LATTE"]);
    expect({ code, err }).toEqual({
      code: 2,
      err: "error-contract: the contract has no such code (code: LATTE, did you mean: LATE)\n",
    });
  });

  it("tells of the code that stands in for others, and of a playbook that is not there", async () => {
    const codes = {
      FAULT: { description: "It broke.", fault: "server" },
      GONE: { description: "It is gone.", fault: "client", playbook: "books/gone.md" },
    };
    const folder = createRepository({ "error-contract.json": toContract({ codes }) });
    expect((await runIn(folder, ["explain", "FAULT"])).out).toMatch(
      /The contract names no playbook for it\.\n\nIt is also the code of what is wrapped, .*\n\nNothing here raises it by name\.\n$/,
    );
    expect((await runIn(folder, ["explain", "GONE"])).out).toMatch(
      /Playbook: books\/gone\.md, which is not there yet\.\n\nNothing here raises it\.\n$/,
    );
  });

  it("prints data", async () => {
    const { out } = await runIn(createRepository(sound), ["explain", "LATE", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ name: "LATE", http: 500, uses: [{ file: "a.ts", where: "construction" }] });
  });
});

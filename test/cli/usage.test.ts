import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFolder, createRepository, get, put, runIn } from "./workbench.ts";

const text = 'throw "a";\n';

describe("wrong usage", () => {
  const expectLine = async (
    args: readonly string[],
    line: string | RegExp,
    folder = createRepository({ "a.ts": text }),
  ) => {
    const { code, out, err } = await runIn(folder, args);
    expect({ code, out, lines: err.split("\n").length }).toEqual({ code: 2, out: "", lines: 2 });
    expect(err).toMatch(line);
    expect(get(folder, "a.ts")).toBe(text);
  };

  it("is told in one line", async () => {
    await expectLine(
      ["migrate", "--dri-run"],
      /^error-contract: unknown option '--dri-run' \(Did you mean --dry-run\?\)\n$/,
    );
    await expectLine(["migrat"], /^error-contract: unknown command 'migrat' \(Did you mean migrate\?\)\n$/);
    await expectLine(["migrate", "--contract"], /^error-contract: option '--contract <path>' argument missing\n$/);
    await expectLine(["init", "a", "b"], /^error-contract: too many arguments for 'init'.*\n$/);
    await expectLine([], /^error-contract: no command; see --help\n$/);
    await expectLine(
      ["migrate", "--codemod", "coded-throws,nope"],
      /^error-contract: there is no such codemod or rule \(name: nope, known: coded-throws\)\n$/,
    );
    await expectLine(["migrate", "src"], /^error-contract: there is no such file or directory \(path: src\)\n$/);
    await expectLine(
      ["migrate", "--contract", "no.json"],
      /^error-contract: there is no such contract \(path: .*no\.json\)\n$/,
    );
  });

  it("is to have no contract, unless it is wanted so", async () => {
    const folder = createFolder({ "a.ts": text });
    mkdirSync(join(folder, ".git")); // so that no contract further up is found
    put(folder, ".git/HEAD", "ref: refs/heads/main\n");
    mkdirSync(join(folder, ".git/objects"));
    mkdirSync(join(folder, ".git/refs"));
    await expectLine(
      ["migrate"],
      /^error-contract: no error-contract\.json applies here \(root: .*, advice: make one with `error-contract init`, or run `migrate --plain`, which needs none\)\n$/,
      folder,
    );
    expect(get(folder, "a.ts")).toBe(text);
  });

  it("is a broken contract, told with every place in it", async () => {
    const folder = createRepository({
      "a.ts": text,
      "error-contract.json": '{\n  "format": 1,\n  "versio": "1.0.0",\n  "scop": {}\n}\n',
    });
    const { code, out, err } = await runIn(folder, ["migrate"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    const [first, ...places] = err.trimEnd().split("\n");
    expect(first).toMatch(/^error-contract: the contract is not valid \(path: .*error-contract\.json\)$/);
    expect(places.length).toBeGreaterThanOrEqual(2);
    for (const place of places) expect(place).toMatch(/^error-contract\.json:\d+:\d+: \S/);
    expect(get(folder, "a.ts")).toBe(text);
  });

  it("is a path into another repository", async () => {
    const other = createRepository({ "x.ts": text });
    await expectLine(["migrate", "a.ts", join(other, "x.ts")], /^error-contract: all paths must lie in one repository/);
  });
});

describe("help", () => {
  it("is printed on a terminal where no command is given", async () => {
    let out = "";
    const stdout = { isTTY: true, write: (part: string) => (out += part) };
    expect(await runIn(createFolder({}), [], { stdout })).toMatchObject({ code: 0, err: "" });
    expect(out).toContain("migrate");
    expect(out).toContain("init");
  });

  it("say only defaults that tell something", async () => {
    const { out } = await runIn(createFolder({}), ["plan", "--help"]);
    expect(out).toContain('where to (default: "error-contract.plan.json")');
    expect(out).not.toMatch(/default:\s+(?:\[\]|false)/);
  });

  it("shows examples and exit codes", async () => {
    const { code, out } = await runIn(createFolder({}), ["migrate", "--help"]);
    expect(code).toBe(0);
    for (const part of ["--dry-run", "Examples:", "Exit codes:"]) expect(out).toContain(part);
  });

  it("knows its version", async () => {
    expect(await runIn(createFolder({}), ["--version"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

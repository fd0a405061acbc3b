import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFolder, get, listNames, put, runIn } from "./workbench.ts";

const canonical = {
  name: "AppError",
  module: "./src/errors/app-error",
  code: 0,
  message: 1,
  options: 2,
  canonical: true,
};
const contract = (own: object = {}): string =>
  JSON.stringify({ format: 1, extends: ["error-contract:starter"], version: "1.2.0", ...own });
const project = {
  "error-contract.json": contract({ typescript: { errors: [canonical] } }),
  "package.json": '{ "type": "module", "dependencies": { "express": "5.3.0" } }',
  "tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }',
  "src/app.ts": 'import { start } from "./start.js";\nstart();\n',
};

describe("generate", () => {
  it("writes what the contract names, once", async () => {
    const root = createFolder(project);
    const first = await runIn(root, ["generate"]);
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toContain("wrote src/errors/app-error.ts\n");
    expect(get(root, "src/errors/boundary-express.ts")).toContain('from "./app-error.js"');
    expect(await runIn(root, ["generate"])).toMatchObject({ code: 0, out: "Everything generated is up to date.\n" });
  });

  it("finds what it wrote where the contract does not name it", async () => {
    const root = createFolder({ "error-contract.json": contract() });
    expect((await runIn(root, ["generate", "ts"])).out).toContain("wrote errors/app-error.js\n");
    expect(await runIn(root, ["generate", "ts", "--check"])).toMatchObject({ code: 0 });
  });

  it("imports a class once that the contract names by two ways to it", async () => {
    const gone = { name: "GoneError", message: 0, fixedCode: "NOT_FOUND" };
    const [near, alias] = ["./src/gone/index", "shop/src/gone"].map((module) => ({ ...gone, module }));
    const root = createFolder({
      ...project,
      "error-contract.json": contract({ typescript: { errors: [canonical, near, alias] } }),
      "src/gone/index.ts": "export class GoneError extends Error {}\n",
      "src/app.ts": 'import { GoneError } from "shop/src/gone";\nthrow new GoneError("gone");\n',
    });
    await runIn(root, ["generate"]);
    const imports = get(root, "src/errors/own-errors.ts").match(/^import .*GoneError.*$/gm);
    expect(imports).toEqual(['import { GoneError } from "../gone/index.js";']);
  });

  it("names in a check what is out of date, and writes nothing", async () => {
    const root = createFolder(project);
    expect((await runIn(root, ["generate", "ts", "--check"])).out).toContain("missing src/errors/app-error.ts\n");
    expect(listNames(root)).toHaveLength(4);
    await runIn(root, ["generate"]);
    put(root, "src/errors/notify.ts", "export const own = 1;\n");
    put(
      root,
      "error-contract.json",
      contract({ typescript: { errors: [canonical] }, codes: { LATE: { description: "Late.", fault: "server" } } }),
    );
    const before = get(root, "src/errors/app-error.ts");
    const { code, out } = await runIn(root, ["generate", "--check"]);
    expect(code).toBe(1);
    expect(out).toBe(
      "out of date src/errors/app-error.ts\nout of date src/errors/wire.ts\nRun: npx error-contract generate\n",
    );
    expect(get(root, "src/errors/app-error.ts")).toBe(before);
  });

  it("leaves what it has not generated, unless it is forced", async () => {
    const root = createFolder({ ...project, "src/errors/wire.ts": "export const mine = 1;\n" });
    const refused = await runIn(root, ["generate"]);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toMatch(/were not generated.*\nsrc\/errors\/wire\.ts\n$/);
    expect(listNames(root)).not.toContain("src/errors/app-error.ts");
    expect((await runIn(root, ["generate", "--check"])).out).toContain("not generated src/errors/wire.ts\n");
    expect((await runIn(root, ["generate", "--force"])).code).toBe(0);
    expect(get(root, "src/errors/wire.ts")).toContain("toHttpStatus");
  });

  it("makes a package", async () => {
    const root = createFolder({ "error-contract.json": contract() });
    expect((await runIn(root, ["generate", "ts", "--out", "npm", "--package", "@acme/errors"])).code).toBe(0);
    expect(JSON.parse(get(root, "npm/package.json"))).toMatchObject({ name: "@acme/errors", version: "1.2.0" });
    expect(listNames(root)).toContain("npm/src/boundary-nest.ts");
  });

  it("writes playbooks once, and pages whenever the contract changes", async () => {
    const root = createFolder({
      "error-contract.json": contract({ go: { package: "errs" }, rust: { module: "errs" } }),
    });
    expect((await runIn(root, ["generate", "markdown", "schema", "vectors", "go", "rust"])).code).toBe(0);
    expect(get(root, "docs/errors/playbooks/not-found.md")).toContain("## Remedy");
    put(root, "docs/errors/playbooks/not-found.md", "Ours.\n");
    put(root, "docs/errors/guide.md", `${get(root, "docs/errors/guide.md")}edited\n`);
    expect(await runIn(root, ["generate"])).toMatchObject({ code: 0, out: "wrote docs/errors/guide.md\n" });
    expect((await runIn(root, ["generate", "--force"])).out).toBe("Everything generated is up to date.\n");
    expect(get(root, "docs/errors/playbooks/not-found.md")).toBe("Ours.\n");
    expect(JSON.parse(get(root, "error-envelope.schema.json"))).toMatchObject({ type: "object" });
    expect(listNames(root)).toEqual(expect.arrayContaining(["errs/codes.go", "src/errs/mod.rs", "error-vectors.json"]));
  });

  it("begins a playbook where a code names one, and nowhere else", async () => {
    const playbooks = {
      ORDER_LOST: "docs/playbooks/orders.md",
      ORDER_GONE: "./docs/playbooks/orders.md",
      ORDER_OLD: "../outside.md",
      ORDER_ODD: "docs/errors/guide.md",
      ORDER_TOLD: "https://wiki.example/told",
    };
    const codes = Object.entries(playbooks).map(([name, playbook]) => [
      name,
      { description: "Lost.", fault: "client", http: 404, owner: "@a", playbook },
    ]);
    const text = JSON.stringify({ format: 1, version: "1.0.0", codes: Object.fromEntries(codes) });
    const server = { description: "Broken.", fault: "server", owner: "@a", playbook: "docs/playbooks/broken.md" };
    const root = createFolder({
      "inner/error-contract.json": text.replace('"codes":{', `"codes":{"BROKEN":${JSON.stringify(server)},`),
      "inner/docs/playbooks/broken.md": "Ours.\n",
    });
    const folder = join(root, "inner");
    expect((await runIn(folder, ["generate", "markdown"])).out).toBe(
      "wrote docs/errors/catalogue.md\nwrote docs/errors/guide.md\nwrote docs/playbooks/orders.md\n",
    );
    expect(get(folder, "docs/playbooks/broken.md")).toBe("Ours.\n");
    const catalogue = get(folder, "docs/errors/catalogue.md");
    expect(catalogue.match(/\(<.*?>\)/g)).toEqual([
      "(<../playbooks/broken.md>)",
      "(<../playbooks/orders.md>)",
      "(<../playbooks/orders.md>)",
      "(<guide.md>)",
      "(<https://wiki.example/told>)",
    ]);
    expect(listNames(root).filter((path) => path.includes("outside"))).toEqual([]);
    expect((await runIn(folder, ["generate", "--check"])).code).toBe(0);
  });

  it("tells what is left over", async () => {
    const lost = { description: "Lost.", fault: "client", http: 404 };
    const codes = { ORDER_LOST: lost };
    const before = contract({ codes, typescript: { errors: [canonical] } });
    const root = createFolder({ ...project, "error-contract.json": before });
    await runIn(root, ["generate", "ts", "markdown"]);
    put(root, "error-contract.json", project["error-contract.json"]);
    put(root, "src/errors/boundary-koa.ts", get(root, "src/errors/wire.ts"));
    put(root, "src/errors/own.ts", "export {};\n");
    put(root, "docs/errors/playbooks/readme.md", "# Playbooks\n");
    await runIn(root, ["generate"]);
    const left = "left over docs/errors/playbooks/order-lost.md\nleft over src/errors/boundary-koa.ts\n";
    const told = `${left}Delete what is left over: nothing generates it any more.\n`;
    expect(await runIn(root, ["generate", "--check"])).toMatchObject({ code: 1, out: told });
    expect(await runIn(root, ["generate"])).toMatchObject({ code: 0, out: told });
    const checked = await runIn(root, ["check"]);
    expect(checked.out).toContain("boundary-koa.ts is left over: nothing generates it any more. Delete it.");
  });

  it("renews what is there, wherever it was told to go and whatever package it was made", async () => {
    const root = createFolder({ "error-contract.json": contract() });
    const asked = [
      "go --out internal/errs",
      "go --out sdk/go --package acme.example/errs",
      "rust --out crates/errs --package acme-errs",
      "ts --out packages/errors --package @acme/errors",
      "markdown --out wiki",
      "vectors --out wiki",
    ];
    for (const each of asked) expect(await runIn(root, ["generate", ...each.split(" ")])).toMatchObject({ code: 0 });
    expect(await runIn(root, ["generate", "--check"])).toMatchObject({ code: 0, err: "" });
    const codes = { ORDER_LOST: { description: "Lost.", fault: "client", http: 404 } };
    put(root, "error-contract.json", contract({ codes, version: "1.3.0" }));
    const told = await runIn(root, ["generate", "--check"]);
    expect(told.out.match(/(?<=^out of date )\S+/gm)).toEqual([
      "packages/errors/package.json",
      "packages/errors/src/app-error.ts",
      "packages/errors/src/wire.ts",
      "internal/errs/codes.go",
      "sdk/go/codes.go",
      "crates/errs/Cargo.toml",
      "crates/errs/src/code.rs",
      "wiki/catalogue.md",
      "wiki/error-vectors.json",
    ]);
    expect((await runIn(root, ["check"])).out).toContain("sdk/go/codes.go says what the contract said earlier");
    await runIn(root, ["generate"]);
    expect(await runIn(root, ["generate", "--check"])).toMatchObject({ code: 0 });
    expect(get(root, "packages/errors/package.json")).toContain('"@acme/errors"');
  });

  it("tells what is left over in a folder that nothing is generated into, but not in tests, nor under another contract", async () => {
    const root = createFolder({ ...project, "inner/error-contract.json": contract({ version: "2.0.0" }) });
    await runIn(root, ["generate", "ts"]);
    await runIn(root, ["generate", "go", "--out", "old"]);
    rmSync(join(root, "old/codes.go"));
    for (const path of ["inner/log.ts", "src/app.test.ts", "src/__tests__/log.ts", "src/mine.ts"])
      put(root, path, get(root, "src/errors/log.ts"));
    const { code, out } = await runIn(root, ["generate", "--check"]);
    expect({ code, left: out.match(/(?<=^left over )\S+/gm) }).toEqual({
      code: 1,
      left: ["old/envelope.go", "old/error.go", "old/golangci.yml", "old/http.go", "old/remote.go"],
    });
  });

  it("takes nothing that is compiled for what is left over or out of date", async () => {
    const root = createFolder({ ...project, "error-contract.json": contract({ typescript: { errors: [canonical] } }) });
    await runIn(root, ["generate", "ts"]);
    const names = listNames(join(root, "src/errors")).filter((path) => path.endsWith(".ts"));
    for (const name of names) {
      const text = get(root, `src/errors/${name}`);
      for (const folder of ["dist/errors", "build/src/errors", "lib"])
        put(root, `${folder}/${name.replace(/ts$/, "js")}`, text);
      put(root, `src/errors/${name.replace(/ts$/, "js")}`, text);
      put(root, `src/errors/${name.replace(/ts$/, "d.ts")}`, text);
    }
    put(root, "dist/errors/boundary-koa.js", get(root, "src/errors/wire.ts"));
    expect(await runIn(root, ["generate", "--check"])).toMatchObject({ code: 0 });
    const { out } = await runIn(root, ["check"]);
    expect(out).not.toContain("left over");
    expect(out).not.toContain("Nothing imports the error module");
  });

  it("renews what was generated into a folder of that name, where it was generated nowhere else beside it", async () => {
    const root = createFolder({ "error-contract.json": contract() });
    await runIn(root, ["generate", "ts", "--out", "packages/log/lib"]);
    await runIn(root, ["generate", "ts", "--out", "packages/web/src"]);
    put(root, "packages/log/lib/boundary-koa.js", get(root, "packages/log/lib/wire.js"));
    const { out } = await runIn(root, ["generate", "--check"]);
    expect(out).toContain("left over packages/log/lib/boundary-koa.js");
  });

  it("tells of an error module that has been moved, where nothing imports it any more", async () => {
    const root = createFolder({ ...project, "error-contract.json": contract({ typescript: { errors: [canonical] } }) });
    await runIn(root, ["generate", "ts"]);
    await runIn(root, ["generate", "ts", "--out", "src/before"]);
    await runIn(root, ["generate", "ts", "--out", "packages/errors", "--package", "@acme/errors"]);
    const told = "Nothing imports the error module in src/before";
    const { out } = await runIn(root, ["check"]);
    expect(out).toContain(told);
    expect(out).not.toContain("packages/errors");
    put(root, "src/use.ts", 'import { AppError } from "./before/app-error.js";\n');
    expect((await runIn(root, ["check"])).out).not.toContain(told);
  });

  it.each([
    [["generate", "schema", "--package", "x"], "there are packages for ts, go and rust only"],
    [["generate", "cobol"], "there is no such target (target: cobol"],
    [["generate"], "the contract does not say what to generate"],
    [["generate", "ts", "--out", "../elsewhere"], "nothing is written outside of the contract's folder"],
    [["generate", "ts", "--out", "/elsewhere"], "nothing is written outside of the contract's folder"],
    [["generate", "ts", "--package", "a/../b"], "npm takes no package of this name"],
    [["generate", "ts", "--out", "link/errors"], "the file lies outside the project and is not written"],
    [["generate", "ts", "--out", "src"], "a link or a folder is in the way (path: src/log.js)"],
  ])("refuses %j", async (args, message) => {
    const outside = createFolder({});
    const root = createFolder({ "error-contract.json": contract(), "package.json": "{}" });
    mkdirSync(join(outside, "errors"));
    symlinkSync(outside, join(root, "link"));
    mkdirSync(join(root, "src"));
    symlinkSync(join(outside, "log.js"), join(root, "src/log.js"));
    const { code, out, err } = await runIn(root, args);
    expect({ out, isRefused: code >= 2 }).toEqual({ out: "", isRefused: true });
    expect(err).toContain(message);
    expect(listNames(outside)).toEqual([]);
    expect(listNames(root).sort()).toEqual(["error-contract.json", "link", "package.json", "src/log.js"]);
  });
});

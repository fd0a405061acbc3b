import { describe, expect, it } from "vitest";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { runOwn } from "./legacy-service.ts";
import { bindingContract, commit, createFolder, get, git, put } from "./workbench.ts";

const contract = bindingContract({
  boundaries: [
    { name: "errorBoundary", module: "./src/errors/boundary-express", notifies: true, covers: ["src/none.ts"] },
  ],
});

const routes = `import express from "express";
import { load } from "./load.js";

export const app = express();

app.get("/told", async (req, res) => {
  try {
    res.json(await load());
  } catch (err) {
    console.error(err);
    res.status(500).json({ ok: false, error: err.message });
  }
});
`;

const untold = routes.replace("    console.error(err);\n", "");
const load = 'export async function load() { return read("orders"); }\n';

function createService(text: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = createFolder({
    "error-contract.json": contract,
    "package.json": JSON.stringify({ name: "orders", type: "module", dependencies: { express: "^5.0.0" } }),
    "node_modules/express/package.json": JSON.stringify({ name: "express", version: "5.1.0" }),
    "src/errors/app-error.js": "export class AppError extends Error {}\n",
    "src/load.js": load,
    "src/app.js": text,
    ...files,
  });
  git(folder, "init", "-q");
  commit(folder);
  return folder;
}

async function migrate(folder: string): Promise<readonly string[]> {
  const { out, err } = await runOwn(folder, "migrate", "--only", "seal-responses,add-boundary", "--yes", "--json");
  expect(err).toBe("");
  const { files } = JSON.parse(out) as MigrationReport;
  return files.flatMap(({ left }) =>
    left.filter(({ codemod }) => codemod === "seal-responses").map(({ reason }) => reason),
  );
}

describe("a response that nobody is proven to answer in place of", () => {
  it("is sealed where it stands, if somebody is told of the error", async () => {
    const folder = createService(routes);
    expect(await migrate(folder)).toEqual([]);
    expect(get(folder, "src/app.js")).toContain('res.status(500).json({ ok: false, error: "internal error" });');
    commit(folder);
    await migrate(folder);
    expect(get(folder, "src/app.js")).toContain('error: "internal error"');
  });

  it("is left where nobody else is told", async () => {
    const folder = createService(untold);
    expect(await migrate(folder)).toEqual(["`GET /told` in src/app.js:6 has no boundary above it"]);
    expect(get(folder, "src/app.js")).toBe(untold);
  });

  it("is left where what fails there may have a text for the client", async () => {
    const folder = createService(routes);
    put(
      folder,
      "src/load.js",
      'import createError from "http-errors";\nexport async function load() { throw createError(404, "no orders"); }\n',
    );
    commit(folder);
    expect(await migrate(folder)).toHaveLength(1);
    expect(get(folder, "src/app.js")).toBe(routes);
  });

  it("waits for the boundary that the same run mounts", async () => {
    const boundary =
      "// @generated\nexport function errorBoundary(err, req, res, next) { res.status(500).json({}); }\n";
    const folder = createService(routes, {
      "src/errors/boundary-express.js": boundary,
      "src/main.js": 'import { app } from "./app.js";\napp.listen(3000);\n',
    });
    expect(await migrate(folder)).toEqual([]);
    expect(get(folder, "src/app.js")).toContain('throw AppError.wrap(err, "could not serve GET /told")');
  });
});

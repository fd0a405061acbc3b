import { expect, it } from "vitest";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { runOwn } from "./legacy-service.ts";
import { bindingContract, commit, createFolder, get, git } from "./workbench.ts";

const contract = bindingContract();

const repository = `export async function insertOrder(order) {
  try {
    return await db.insert(order);
  } catch (err) {
    throw err;
  }
}
`;

/** What the caller makes of the error has only its text. */
const service = (rest: string): string => `import { insertOrder } from "./repository.js";
${rest}
export async function place(order) {
  try {
    return await insertOrder(order);
  } catch (err) {
    throw new SaveError(\`could not place: \${err.message}\`);
  }
}
`;

const takesCause = "class SaveError extends Error { constructor(message, options) { super(message, options); } }";
const takesNone = "class SaveError extends Error { constructor(message) { super(); this.message = message; } }";

async function migrate(rest: string): Promise<{ readonly folder: string; readonly second: MigrationReport }> {
  const folder = createFolder({
    "error-contract.json": contract,
    "package.json": JSON.stringify({ name: "orders", type: "module" }),
    "src/errors/app-error.js": "export class AppError extends Error {}\n",
    "src/repository.js": repository,
    "src/service.js": service(rest),
  });
  git(folder, "init", "-q");
  commit(folder);
  await runOwn(folder, "migrate", "--yes");
  commit(folder);
  const { out } = await runOwn(folder, "migrate", "--yes", "--json");
  return { folder, second: JSON.parse(out) as MigrationReport };
}

it("wraps what another error is made of once the same run has given that one its cause", async () => {
  const { folder, second } = await migrate(takesCause);
  expect(get(folder, "src/service.js")).toContain("cause: err");
  expect(get(folder, "src/repository.js")).toContain('throw AppError.wrap(err, "could not insert order"');
  expect(second.files.flatMap(({ changes }) => changes)).toEqual([]);
});

it("leaves it bare where that one takes no cause", async () => {
  const { folder, second } = await migrate(takesNone);
  expect(get(folder, "src/repository.js")).toBe(repository);
  const reasons = second.files.flatMap(({ left }) => left.map(({ reason }) => reason));
  expect(reasons).toContain("`place` in src/service.js:7 tells no more than `err.message`");
});

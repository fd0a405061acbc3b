import { rmSync } from "node:fs";
import { join } from "node:path";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { type Call, type Outcome, printOutcomes, sendAll } from "./calls.ts";
import { claim } from "./claim.ts";
import { startCollector, type Collector } from "./collector.ts";
import { execute } from "./execute.ts";
import { lint, printReports, type Report } from "./lint.ts";
import type { Limits } from "./main.ts";
import { migrateInPlace, planMigration, printPlan } from "./migration.ts";
import { command, installPackages } from "./packages.ts";
import { colors, printLines, printStep } from "./print.ts";
import { commit, compiler, copyOrders, ownTests, scratchFolder } from "./scratch.ts";
import { startService } from "./service.ts";

const folder = join(scratchFolder, "orders");
const settled = new Set(["no-bare-rethrow", "require-cause", "no-raw-error-response", "no-duplicate-notify"]);

/** The main job: a legacy service is set up, linted, migrated, and then obeys. Throws `CLAIM_FAILED` where it does not. */
export async function migrateOrders(limits: Limits): Promise<void> {
  await copyOrders(folder);
  await installPackages();
  const collector = await startCollector();
  try {
    printStep(1, "The service as it is");
    const before = await observe(collector, ({ reports }) => reports);
    showLegacy(before);
    await runOwnTests();
    printStep(2, "error-contract init --yes");
    await setUp();
    printStep(3, "ESLint with the plugin");
    const { reports } = await lint(folder, "src");
    printReports(reports, limits.reports);
    claim(reports.length >= 45, `${reports.length} findings of ${toRules(reports).length} rules`, {
      reports: reports.length,
    });
    printStep(4, "error-contract migrate");
    await migrate(limits);
    printStep(5, "What is left, and whether it still works");
    await inspect();
    printStep(6, "The service as it is now");
    showMigrated(before, await observe(collector, ({ raw }) => (raw === null ? 0 : 1)));
  } finally {
    collector.close();
  }
  printLines("");
  printLines("The migrated service is in .demo/orders: git -C .demo/orders log -p");
}

/** Builds and starts the service, sends the calls, and stops it. */
async function observe(collector: Collector, toExpected: (call: Call) => number): Promise<Outcome[]> {
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  await execute([...compiler, "-p", "tsconfig.build.json"], folder);
  const service = await startService(folder, collector.url);
  try {
    const outcomes = await sendAll(service, collector, toExpected);
    printOutcomes(outcomes);
    return outcomes;
  } finally {
    service.stop();
  }
}

function showLegacy(outcomes: readonly Outcome[]): void {
  printLines("");
  for (const { call, status, reports } of outcomes) {
    if (status === call.status && reports.length === call.reports) continue;
    claim(false, `${call.name} answers ${call.status} with ${call.reports} reports`, { status, reports });
  }
  const leaking = outcomes.filter(({ call, body }) => call.raw !== null && isRaw(body, call.raw));
  const repeated = outcomes.filter(({ reports }) => reports.length > 1);
  claim(leaking.length > 0, `${leaking.length} answers show the client what the database said`);
  claim(repeated.length > 0, `${repeated.length} failures are reported more than once`);
}

/** Whether a text holds a message, plainly or as JSON. */
function isRaw(body: string, message: string): boolean {
  return [message, JSON.stringify(message).slice(1, -1)].some((form) => body.includes(form));
}

async function runOwnTests(): Promise<void> {
  const { out } = await execute(ownTests, folder, [0, 1]);
  const tests = /Tests\s+(.*)/.exec(stripColors(out))?.[1] ?? "no tests";
  claim(/^\d+ passed/.test(tests), `the service's own tests: ${tests}`, { output: out });
}

function stripColors(text: string): string {
  // eslint-disable-next-line no-control-regex -- that is how terminals are told colours
  return text.replaceAll(/\u001b\[[\d;]*m/g, "");
}

async function setUp(): Promise<void> {
  const { out } = await execute([process.execPath, command, "init", "--yes"], folder);
  printLines(...out.split("\n").filter((line) => line.startsWith("wrote ")));
  await commit(folder, "error-contract init");
}

async function migrate(limits: Limits): Promise<void> {
  printPlan(await planMigration(folder), limits.diffs);
  const summary = await migrateInPlace(folder);
  printLines(...summary.split("\n").filter((line) => !line.startsWith("changed ")));
  await commit(folder, "error-contract migrate");
}

async function inspect(): Promise<void> {
  const [{ reports }, again] = [await lint(folder, "src"), await planMigration(folder)];
  const changed = again.files.flatMap(({ path, changes }) =>
    changes.map(({ line, rule }) => `${path}:${String(line)} ${rule}`),
  );
  claim(changed.length === 0, "a second run of migrate changes nothing", { changed });
  const unexplained = reports.filter((report) => settled.has(report.rule) && !isLeft(report, again));
  const left = reports.filter(({ rule }) => settled.has(rule)).length;
  claim(unexplained.length === 0, `each of the ${left} findings left for migrate is refused with its reason`, {
    unexplained,
  });
  const others = reports.filter(({ rule }) => !settled.has(rule));
  printLines(colors.dim(`  ${others.length} findings of ${toRules(others).join(" and ")} are for a person`));
  await execute([...compiler, "--noEmit"], folder);
  claim(true, "it type-checks");
  await runOwnTests();
}

function isLeft({ file, line, rule }: Report, { files }: MigrationReport): boolean {
  const sites = files.filter(({ path }) => path === file).flatMap(({ left }) => left);
  return sites.some((site) => site.line === line && site.rule === rule);
}

function toRules(reports: readonly Report[]): string[] {
  return [...new Set(reports.map(({ rule }) => rule))].sort();
}

function showMigrated(before: readonly Outcome[], after: readonly Outcome[]): void {
  printLines("");
  const changed = after.filter(({ status }, index) => status !== before[index]?.status);
  claim(changed.length === 0, "every status is what it was, also of the http-errors 404 and the body parser's 400", {
    changed,
  });
  const failures = after.filter(({ call }) => call.raw !== null);
  const leaking = failures.filter(({ call, body }) => isRaw(body, call.raw ?? "") || toCode(body) === null);
  claim(leaking.length === 0, "every failure is answered with the envelope and its code, and nothing raw", { leaking });
  const wrong = failures.filter(({ reports }) => reports.length !== 1);
  claim(wrong.length === 0, "every failure is reported once", { wrong });
  const cut = failures.filter(({ call, reports }) => !reports[0]?.messages.includes(call.raw ?? ""));
  claim(cut.length === 0, "every report still holds the original error among its causes", { cut });
  const faults = after.filter(({ call, reports }) => call.raw === null && reports.length > 0);
  claim(faults.length === 0, "no client fault is reported", { faults });
  showGroups(after);
}

/** The code of an envelope; `null` for any other answer. */
function toCode(body: string): string | null {
  try {
    const { error_code: code } = JSON.parse(body) as { error_code?: unknown };
    return typeof code === "string" ? code : null;
  } catch {
    return null; // a page or a text
  }
}

function showGroups(outcomes: readonly Outcome[]): void {
  const toGroup = (name: string): string | null =>
    outcomes.find(({ call }) => call.name === name)?.reports[0]?.group ?? null;
  const [order, again, customer] = ["GET /orders/42", "GET /orders/42, again", "GET /customers/42"].map(toGroup);
  const seen = { order, again, customer };
  claim(Boolean(order) && order === again, `one operation failing twice has one grouping key: ${order}`, seen);
  claim(Boolean(customer) && order !== customer, `another that fails of the same has its own: ${customer}`, seen);
}

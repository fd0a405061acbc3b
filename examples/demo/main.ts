import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { DemoError } from "./claim.ts";
import { migrateOrders } from "./migrate-orders.ts";
import { colors } from "./print.ts";
import { surveyFolder } from "./survey-folder.ts";

/** `npm run demo` migrates the example service; `npm run demo -- <dir>` shows what would become of any folder. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: "boolean" } } });
  const limits = values.all === true ? everything : firstFew;
  const [folder] = positionals;
  if (folder === undefined) await migrateOrders(limits);
  else await surveyFolder(resolve(process.env["INIT_CWD"] ?? process.cwd(), folder), limits);
}

/** How much is printed. */
export interface Limits {
  readonly reports: number;
  readonly diffs: { readonly files: number; readonly lines: number };
}

const firstFew: Limits = { reports: 3, diffs: { files: 3, lines: 45 } };
const everything: Limits = { reports: Infinity, diffs: { files: Infinity, lines: Infinity } };

main().catch((error: unknown) => {
  process.exitCode = 1;
  if (!(error instanceof DemoError)) throw error;
  console.error(`   ${colors.red("✗")} ${error.message}`);
  for (const [name, value] of Object.entries(error.context)) printSeen(name, value);
});

function printSeen(name: string, value: unknown): void {
  const items = Array.isArray(value) ? value : [value];
  const lines = items.map((item) => (typeof item === "string" ? item : JSON.stringify(item)));
  console.error(`     ${name}: ${lines.join("\n       ")}`);
}

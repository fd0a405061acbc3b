import { planAdoption, type AdoptionOptions, type AdoptionPlan } from "./adopt-error-class/adopt-error-class.ts";
import { carryOut, type CarryOutOptions } from "./carry-out.ts";
import type { Colors } from "./diff.ts";
import { toColors, type Io } from "./terminal.ts";
import { toCount } from "./to-count.ts";

export type AdoptErrorClassCommandOptions = AdoptionOptions & CarryOutOptions;

/** Runs `adopt-error-class` and prints what it does; resolves to the exit code. Throws `FILE_UNCOMMITTED` before anything is written. */
export async function runAdoptErrorClass(options: AdoptErrorClassCommandOptions, io: Io): Promise<number> {
  const colors = toColors(io, options.color);
  const plan = await planAdoption(options);
  const code = await carryOut(plan, options, { io, colors });
  io.stdout.write(`${toSummary(plan, options.dryRun, colors)}\n`);
  return code;
}

function toSummary({ adopted, changes, left }: AdoptionPlan, dryRun: boolean, colors: Colors): string {
  const verb = dryRun ? "would go" : "went";
  const headline = `${toCount(adopted.length, "class", "es")} ${verb}, in ${toCount(changes.length, "file")}.`;
  const lines = [
    colors.bold(adopted.length === 0 ? "No class can go." : headline),
    ...adopted.map(({ name, code, uses }) => `  ${name} is ${code} now, in ${toCount(uses, "place")}`),
  ];
  if (left.length === 0) return lines.join("\n");
  const stayed = left.map(
    ({ file, line, column, name, reason }) => `  ${file}:${line}:${column}  ${name}  ${colors.dim(reason)}`,
  );
  return [...lines, colors.bold("Left as they are:"), ...stayed].join("\n");
}

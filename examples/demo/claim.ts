import { colors } from "./print.ts";

/** Why the demo stopped. */
export class DemoError extends Error {
  constructor(
    readonly code: "CLAIM_FAILED" | "COMMAND_FAILED" | "SERVICE_NOT_STARTED" | "INVALID_USAGE",
    message: string,
    { context = {}, cause }: { context?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = "DemoError";
    this.context = context;
  }

  readonly context: Readonly<Record<string, unknown>>;
}

/** States something that the demo shows; throws `CLAIM_FAILED` with what was seen instead where it is not so. */
export function claim(isSo: boolean, statement: string, seen: Readonly<Record<string, unknown>> = {}): void {
  if (!isSo) throw new DemoError("CLAIM_FAILED", statement, { context: seen });
  console.log(`   ${colors.green("✓")} ${statement}`);
}

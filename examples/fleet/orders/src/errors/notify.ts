// Written once by error-contract, and yours to change: how an error that reached a boundary is reported.

import type { Report } from "./report.ts";

/** Tells the log of an error that reached a boundary, causes and all. */
export function notify(error: Error, report: Report): void {
  console.error(report.envelope, error);
}

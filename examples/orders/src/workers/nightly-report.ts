import { setTimeout } from "node:timers/promises";
import Bugsnag from "@bugsnag/node";
import { exportedRows, exportOrders } from "../export/order-export.js";
import { logger } from "../logger.js";
import { openOrderCount } from "../services/orders-service.js";

const ATTEMPTS = 3;

export interface NightlyReport {
  openOrders: number | null;
  rows: number | null;
}

/** Runs once a night from cron; what cannot be had is left out of the report. */
export async function runNightlyReport(name: string): Promise<NightlyReport> {
  return { openOrders: await readOpenOrders(), rows: await exportRows(name) };
}

async function readOpenOrders(): Promise<number | null> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await openOrderCount();
    } catch (err) {
      Bugsnag.notify(err);
      logger.warn({ err, attempt }, "no count yet");
      if (attempt === ATTEMPTS) {
        Bugsnag.notify(err as Error);
      }
      await setTimeout(1);
    }
  }
  return null;
}

async function exportRows(name: string): Promise<number | null> {
  try {
    await exportOrders(name);
    return await exportedRows(name);
  } catch (error) {
    noteFailure(error);
    Bugsnag.notify(error);
    return null;
  }
}

function noteFailure(problem: unknown): void {
  logger.error({ err: problem }, "nightly report incomplete");
  Bugsnag.notify(problem);
}

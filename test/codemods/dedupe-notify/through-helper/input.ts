import Bugsnag from "@bugsnag/js";
import { logger } from "./logger";

export async function load(id: string) {
  try {
    return await read(id);
  } catch (error) {
    note(error);
    throw error;
  }
}

/** Reports what went wrong. */
function note(problem: unknown): void {
  if (!problem) return;
  logger.error(problem);
  Bugsnag.notify(problem);
}

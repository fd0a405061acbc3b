import type { Logger } from "./logger.ts";
import { consoleLogger } from "./loggers/console.ts";
import { pino } from "./loggers/pino.ts";
import { winston } from "./loggers/winston.ts";

/** Every logging library that is known without being named in a contract. */
export const loggers: readonly Logger[] = [consoleLogger, pino, winston];

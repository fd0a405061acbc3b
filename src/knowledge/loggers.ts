import type { Logger } from "./logger.ts";
import { adonisLogger } from "./loggers/adonis-logger.ts";
import { bunyan } from "./loggers/bunyan.ts";
import { consola } from "./loggers/consola.ts";
import { consoleLogger } from "./loggers/console.ts";
import { loglevel } from "./loggers/loglevel.ts";
import { moleculerLogger } from "./loggers/moleculer-logger.ts";
import { nestLogger } from "./loggers/nest-logger.ts";
import { pino } from "./loggers/pino.ts";
import { powertoolsLogger } from "./loggers/powertools-logger.ts";
import { roarr } from "./loggers/roarr.ts";
import { signale } from "./loggers/signale.ts";
import { tslog } from "./loggers/tslog.ts";
import { winston } from "./loggers/winston.ts";

/** Every logging library that is known without being named in a contract. */
export const loggers: readonly Logger[] = [
  consoleLogger,
  pino,
  winston,
  bunyan,
  nestLogger,
  loglevel,
  consola,
  tslog,
  roarr,
  signale,
  powertoolsLogger,
  adonisLogger,
  moleculerLogger,
];

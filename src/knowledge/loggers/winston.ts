import type { Logger } from "../logger.ts";

/** Levels are configurable; these are its npm and syslog ones. Causes of the language are written out by the latest versions alone. */
export const winston: Logger = {
  name: "winston",
  modules: ["winston", "nest-winston"],
  methods: [
    "silly",
    "debug",
    "verbose",
    "http",
    "info",
    "notice",
    "warn",
    "warning",
    "error",
    "crit",
    "alert",
    "emerg",
    "log",
  ],
  errorMethods: ["error", "crit", "alert", "emerg"],
  factories: [
    { module: "winston", member: "createLogger" },
    { module: "winston", member: "Logger" },
    { module: "winston", member: "loggers.get" },
    { module: "winston", member: "loggers.add" },
    { module: "nest-winston", member: "WinstonModule.createLogger" },
  ],
  types: ["Logger", "WinstonLogger"],
  members: ["logger"],
  writesOut: ["first", "fields", "later"],
};

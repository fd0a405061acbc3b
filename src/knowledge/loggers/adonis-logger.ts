import type { Logger } from "../logger.ts";

/** pino inside; an `HttpContext` holds one. */
export const adonisLogger: Logger = {
  name: "adonis-logger",
  modules: ["@adonisjs/core/logger", "@adonisjs/core/services/logger", "@adonisjs/logger"],
  methods: ["trace", "debug", "info", "warn", "error", "fatal"],
  errorMethods: ["error", "fatal"],
  factories: [
    { module: "@adonisjs/core/services/logger", member: "default" },
    { module: "@adonisjs/core/logger", member: "Logger" },
  ],
  types: ["Logger"],
  members: ["logger"],
};

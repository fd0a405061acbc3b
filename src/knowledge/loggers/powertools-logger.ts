import type { Logger } from "../logger.ts";

export const powertoolsLogger: Logger = {
  name: "powertools-logger",
  modules: ["@aws-lambda-powertools/logger"],
  methods: ["trace", "debug", "info", "warn", "error", "critical"],
  errorMethods: ["error", "critical"],
  factories: [{ module: "@aws-lambda-powertools/logger", member: "Logger" }],
  types: ["Logger"],
  members: ["logger"],
};

import type { Logger } from "../logger.ts";

export const tslog: Logger = {
  name: "tslog",
  modules: ["tslog"],
  methods: ["silly", "trace", "debug", "info", "warn", "error", "fatal", "log"],
  errorMethods: ["error", "fatal"],
  factories: [{ module: "tslog", member: "Logger" }],
  types: ["Logger"],
  members: ["logger", "log"],
};

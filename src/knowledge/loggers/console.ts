import type { Logger } from "../logger.ts";

export const consoleLogger: Logger = {
  name: "console",
  modules: ["node:console", "console"],
  global: "console",
  methods: ["log", "info", "debug", "warn", "error", "trace", "dir", "table", "assert"],
  errorMethods: ["error", "trace"],
  factories: [
    { module: "node:console", member: "Console" },
    { module: "console", member: "Console" },
  ],
  types: ["Console"],
  members: [],
};

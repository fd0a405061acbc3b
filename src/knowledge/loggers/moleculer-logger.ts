import type { Logger } from "../logger.ts";

export const moleculerLogger: Logger = {
  name: "moleculer-logger",
  modules: ["moleculer"],
  methods: ["trace", "debug", "info", "warn", "error", "fatal"],
  errorMethods: ["error", "fatal"],
  factories: [],
  types: ["LoggerInstance"],
  members: ["logger"],
};

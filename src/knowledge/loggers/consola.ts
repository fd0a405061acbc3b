import type { Logger } from "../logger.ts";

export const consola: Logger = {
  name: "consola",
  modules: ["consola"],
  methods: [
    "silent",
    "verbose",
    "trace",
    "debug",
    "log",
    "info",
    "success",
    "ready",
    "start",
    "box",
    "warn",
    "error",
    "fail",
    "fatal",
  ],
  errorMethods: ["error", "fatal", "fail"],
  factories: [
    { module: "consola", member: "createConsola" },
    { module: "consola", member: "consola" },
    { module: "consola", member: "default" },
    { module: "consola", member: "withTag" },
  ],
  types: ["ConsolaInstance", "Consola"],
  members: [],
};

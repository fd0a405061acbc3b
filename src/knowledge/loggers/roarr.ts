import type { Logger } from "../logger.ts";

export const roarr: Logger = {
  name: "roarr",
  modules: ["roarr"],
  methods: [
    "trace",
    "debug",
    "info",
    "warn",
    "error",
    "fatal",
    "debugOnce",
    "infoOnce",
    "warnOnce",
    "errorOnce",
    "fatalOnce",
    "traceOnce",
  ],
  errorMethods: ["error", "fatal", "errorOnce", "fatalOnce"],
  factories: [
    { module: "roarr", member: "Roarr" },
    { module: "roarr", member: "default" },
  ],
  types: ["Logger"],
  members: [],
};

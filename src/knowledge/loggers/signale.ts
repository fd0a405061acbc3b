import type { Logger } from "../logger.ts";

export const signale: Logger = {
  name: "signale",
  modules: ["signale"],
  methods: [
    "await",
    "complete",
    "debug",
    "error",
    "fatal",
    "fav",
    "info",
    "log",
    "note",
    "pause",
    "pending",
    "star",
    "start",
    "success",
    "wait",
    "warn",
    "watch",
  ],
  errorMethods: ["error", "fatal"],
  factories: [
    { module: "signale", member: "Signale" },
    { module: "signale", member: "default" },
  ],
  types: ["Signale"],
  members: [],
};

import type { Logger } from "../logger.ts";

export const loglevel: Logger = {
  name: "loglevel",
  modules: ["loglevel"],
  methods: ["trace", "debug", "log", "info", "warn", "error"],
  errorMethods: ["error"],
  factories: [
    { module: "loglevel", member: "getLogger" },
    { module: "loglevel", member: "default" },
  ],
  types: ["Logger", "RootLogger"],
  members: [],
};

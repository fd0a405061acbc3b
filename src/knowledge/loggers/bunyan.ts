import type { Logger } from "../logger.ts";

/** Restify's `req.log` is of its make. Of an error alone it writes the name, the text and the stack. */
export const bunyan: Logger = {
  name: "bunyan",
  modules: ["bunyan", "bunyan-middleware", "restify"],
  methods: ["trace", "debug", "info", "warn", "error", "fatal"],
  errorMethods: ["error", "fatal"],
  factories: [
    { module: "bunyan", member: "createLogger" },
    { module: "bunyan", member: "default" },
  ],
  types: ["Logger"],
  members: ["log"],
  writesOut: ["fields"],
};

import type { Logger } from "../logger.ts";

/** Its second argument is a stack, as a string; an error given there is lost. */
export const nestLogger: Logger = {
  name: "nest-logger",
  modules: ["@nestjs/common"],
  methods: ["verbose", "debug", "log", "warn", "error", "fatal"],
  errorMethods: ["error", "fatal"],
  factories: [
    { module: "@nestjs/common", member: "Logger" },
    { module: "@nestjs/common", member: "ConsoleLogger" },
  ],
  types: ["Logger", "LoggerService", "ConsoleLogger"],
  members: ["logger"],
};

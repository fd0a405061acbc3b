import type { Logger } from "../logger.ts";

/** Fastify's `request.log` and `fastify.log` are of its make. An error behind a text is not written at all. */
export const pino: Logger = {
  name: "pino",
  modules: ["pino", "pino-http", "nestjs-pino", "fastify"],
  methods: ["trace", "debug", "info", "warn", "error", "fatal"],
  errorMethods: ["error", "fatal"],
  factories: [
    { module: "pino", member: "default" },
    { module: "pino", member: "pino" },
    { module: "pino-http", member: "default" },
    { module: "pino-http", member: "pinoHttp" },
  ],
  types: ["Logger", "BaseLogger", "FastifyBaseLogger", "PinoLogger"],
  members: ["log", "logger"],
  writesOut: ["first", "fields"],
};

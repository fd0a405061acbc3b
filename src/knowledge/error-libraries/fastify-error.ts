import type { ErrorLibrary } from "../error-library.ts";

/** Only makes classes; Fastify sends what their instances say, 5xx too. */
export const fastifyError: ErrorLibrary = {
  name: "fastify-error",
  title: "@fastify/error",
  modules: ["@fastify/error"],
  forms: [],
  exposes: "always",
  foreignCoded: true,
  classes: ["FastifyError"],
  classFactories: [
    { module: "@fastify/error", member: "default" },
    { module: "@fastify/error", member: "createError" },
  ],
};

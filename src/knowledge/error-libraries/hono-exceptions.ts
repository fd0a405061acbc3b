import type { ErrorLibrary } from "../error-library.ts";

/** Sent whatever the status, 5xx too. */
export const honoExceptions: ErrorLibrary = {
  name: "hono-exceptions",
  title: "Hono",
  modules: ["hono/http-exception"],
  forms: [
    {
      callee: { module: "hono/http-exception", member: "HTTPException" },
      construct: true,
      message: null,
      code: 0,
      error: null,
      options: 1,
      cause: "cause",
      messageKey: "message",
      sent: ["message", "res"],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "always",
  foreignCoded: true,
  classes: ["HTTPException"],
};

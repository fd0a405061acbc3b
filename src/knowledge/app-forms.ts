import type { Export } from "./framework.ts";

/** How a framework's app is made in a file, and where on it the boundary stands. */
export interface AppForm {
  /** Name of the framework. */
  readonly framework: string;
  /** What makes an app, and no router. */
  readonly makers: readonly (Export & { readonly made: "call" | "new" })[];
  /** Whether the boundary has to stand behind the handlers that it is for, or before them. */
  readonly order: "behind" | "before" | "anywhere";
  /** Methods that put a handler on it, where they are given more than a text. */
  readonly routes: readonly string[];
  /** Methods that take what may bring a boundary along. */
  readonly mounts: readonly string[];
  /** Methods that take a boundary and nothing else. */
  readonly setters: readonly string[];
  /** How one is mounted, for a message. */
  readonly advice: string;
}

const verbs = ["get", "post", "put", "patch", "delete", "options", "head", "all"];

export const appForms: readonly AppForm[] = [
  {
    framework: "express",
    makers: [{ module: "express", member: "default", made: "call" }],
    order: "behind",
    routes: verbs,
    mounts: ["use"],
    setters: [],
    advice: "Mount one behind all handlers: middleware with four parameters.",
  },
  {
    framework: "fastify",
    makers: [
      { module: "fastify", member: "default", made: "call" },
      { module: "fastify", member: "fastify", made: "call" },
    ],
    order: "anywhere",
    routes: [...verbs, "route"],
    mounts: ["register", "use"],
    setters: ["setErrorHandler"],
    advice: "Mount one with `setErrorHandler`.",
  },
  {
    framework: "koa",
    makers: [{ module: "koa", member: "default", made: "new" }],
    order: "before",
    routes: [],
    mounts: ["use"],
    setters: [],
    advice: "Mount one before all handlers: middleware with a `try` around `await next()`.",
  },
  {
    framework: "hono",
    makers: [
      { module: "hono", member: "Hono", made: "new" },
      { module: "hono/tiny", member: "Hono", made: "new" },
      { module: "hono/quick", member: "Hono", made: "new" },
      { module: "@hono/zod-openapi", member: "OpenAPIHono", made: "new" },
    ],
    order: "anywhere",
    routes: [...verbs, "on", "openapi"],
    mounts: ["use", "route", "mount"],
    setters: ["onError"],
    advice: "Mount one with `onError`.",
  },
  {
    framework: "elysia",
    makers: [
      { module: "elysia", member: "Elysia", made: "new" },
      { module: "elysia", member: "default", made: "new" },
    ],
    order: "anywhere",
    routes: [...verbs, "route"],
    mounts: ["use", "mount"],
    setters: ["onError"],
    advice: "Mount one with `onError`, before the routes.",
  },
  {
    framework: "restify",
    makers: [{ module: "restify", member: "createServer", made: "call" }],
    order: "anywhere",
    routes: ["get", "post", "put", "del", "patch", "opts", "head"],
    mounts: ["use", "pre"],
    setters: ["on"],
    advice: 'Mount one with `on("restifyError", …)`.',
  },
];

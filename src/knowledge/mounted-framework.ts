/** The frameworks on whose apps a generated boundary can be mounted by a line or two. */
export type MountedFramework = "express" | "fastify" | "koa" | "hono";

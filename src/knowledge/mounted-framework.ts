/** The frameworks whose app takes a generated boundary by a line or two below the place where it is made. */
export type AppFramework = "express" | "fastify" | "koa" | "hono" | "nest";

/** The frameworks that take one among their options. */
export type OptionFramework = "trpc" | "apollo";

export type MountedFramework = AppFramework | OptionFramework;

interface MountedEntry {
  readonly title: string;
  /** The package that a project depends on. */
  readonly package: string;
  /** Its name in the table of frameworks. */
  readonly table: string;
  /** What its generated boundary exports, as far as it is mounted; the last is what notifies. */
  readonly parts: readonly string[];
}

export const mountedFrameworks: Readonly<Record<MountedFramework, MountedEntry>> = {
  express: { title: "Express", package: "express", table: "express", parts: ["requestId", "errorBoundary"] },
  fastify: { title: "Fastify", package: "fastify", table: "fastify", parts: ["requestId", "errorBoundary"] },
  koa: { title: "Koa", package: "koa", table: "koa", parts: ["errorBoundary"] },
  hono: { title: "Hono", package: "hono", table: "hono", parts: ["requestId", "errorBoundary"] },
  nest: { title: "NestJS", package: "@nestjs/core", table: "nest", parts: ["requestId", "ErrorBoundary"] },
  trpc: {
    title: "tRPC",
    package: "@trpc/server",
    table: "trpc",
    parts: ["errorFormatter", "responseMeta", "onError"],
  },
  apollo: { title: "Apollo Server", package: "@apollo/server", table: "graphql", parts: ["formatError"] },
};

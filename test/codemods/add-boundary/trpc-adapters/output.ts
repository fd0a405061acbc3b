import express from "express";
import fastify from "fastify";
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from "@trpc/server/adapters/fastify";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { appRouter, type AppRouter } from "./router";
import { onError, responseMeta } from "./errors/boundary-trpc";

export function mount(app: express.Express) {
  app.use("/trpc", createExpressMiddleware({ router: appRouter, onError, responseMeta }));
}

const server = fastify();
server.register(fastifyTRPCPlugin, {
  prefix: "/trpc",
  trpcOptions: { router: appRouter, onError, responseMeta } satisfies FastifyTRPCPluginOptions<AppRouter>["trpcOptions"],
});
server.setErrorHandler(answer);

export const handler = (req: Request) => fetchRequestHandler({ endpoint: "/trpc", req, router: appRouter, onError, responseMeta });
applyWSSHandler({
  wss,
  router: appRouter,
  onError
});

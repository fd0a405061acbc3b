import { initTRPC } from "@trpc/server";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import superjson from "superjson";
import type { Context } from "./context";
import { errorFormatter, onError, responseMeta } from "./errors/boundary-trpc";

const t = initTRPC.context<Context>().create({
  transformer: superjson, // dates stay dates
  errorFormatter,
});

export const router = t.router({ orders: t.procedure.query(() => load()) });

createHTTPServer({ router, createContext: () => ({}), onError, responseMeta }).listen(3000);

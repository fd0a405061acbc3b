import { initTRPC } from "@trpc/server";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import superjson from "superjson";
import type { Context } from "./context";

const t = initTRPC.context<Context>().create({
  transformer: superjson, // dates stay dates
});

export const router = t.router({ orders: t.procedure.query(() => load()) });

createHTTPServer({ router, createContext: () => ({}) }).listen(3000);

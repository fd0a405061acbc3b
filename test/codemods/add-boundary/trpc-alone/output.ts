import { initTRPC } from "@trpc/server";
import { errorFormatter as trpcErrorFormatter } from "./errors/boundary-trpc";

const t = initTRPC.create({ errorFormatter: trpcErrorFormatter });
const errorFormatter = "mine";
export const publicProcedure = t.procedure;

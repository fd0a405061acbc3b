import { initTRPC } from "@trpc/server";

const t = initTRPC.create();
const errorFormatter = "mine";
export const publicProcedure = t.procedure;

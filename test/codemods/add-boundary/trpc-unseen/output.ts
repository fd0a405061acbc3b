import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { options } from "./options";

const t = initTRPC.create(options);
export const handler = (req: Request) => fetchRequestHandler({ ...options, req });

import { missingBoundary } from "../src/findings/missing-boundary.ts";
import type { Codemod } from "./codemod.ts";

export const addBoundary: Codemod = {
  name: "add-boundary",
  description:
    "Mounts the generated boundary on apps of Express, Fastify, Koa, Hono, NestJS, tRPC and Apollo Server that have none.",
  finders: [missingBoundary],
};

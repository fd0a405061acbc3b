import type { Framework } from "./framework.ts";
import { express } from "./frameworks/express.ts";
import { fastify } from "./frameworks/fastify.ts";
import { hono } from "./frameworks/hono.ts";
import { koa } from "./frameworks/koa.ts";
import { nest } from "./frameworks/nest.ts";

/** Every framework that is known without being named in a contract. */
export const frameworks: readonly Framework[] = [express, fastify, nest, koa, hono];

import { Hono } from "hono";

const api = new Hono();
const app = new Hono();
export const other = api.basePath("/v2");

export default app;

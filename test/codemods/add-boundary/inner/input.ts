import { Hono } from "hono";

const api = new Hono();
const app = new Hono();
app.route("/api", api);

export default app;

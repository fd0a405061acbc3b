import { Hono } from "hono";
import { errorBoundary } from "./errors/boundary-hono";

const api = new Hono();
const app = new Hono();
app.onError(errorBoundary);
app.route("/api", api);

export default app;

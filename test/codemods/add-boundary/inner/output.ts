import { Hono } from "hono";
import { errorBoundary, requestId } from "./errors/boundary-hono";

const api = new Hono();
const app = new Hono();
app.use(requestId);
app.onError(errorBoundary);
app.route("/api", api);

export default app;

import { Hono } from "hono";
import { errorBoundary } from "./errors/boundary-hono";

const app = new Hono();
app.onError(errorBoundary);

app.get("/orders", (c) => c.json([]));

export default app;

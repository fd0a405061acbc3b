import { Hono } from "hono";
import { errorBoundary, requestId } from "./errors/boundary-hono";

const app = new Hono();
app.use(requestId);
app.onError(errorBoundary);

app.get("/orders", (c) => c.json([]));

export default app;

import * as Sentry from "@sentry/node";
import express from "express";
import { errorBoundary, requestId } from "./errors/boundary-express";

export const app = express();

app.use(requestId);
app.get("/", (req, res) => res.send("up"));
app.use(errorBoundary);
Sentry.setupExpressErrorHandler(app);

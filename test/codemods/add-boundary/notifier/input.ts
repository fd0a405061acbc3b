import * as Sentry from "@sentry/node";
import express from "express";

export const app = express();

app.get("/", (req, res) => res.send("up"));
Sentry.setupExpressErrorHandler(app);

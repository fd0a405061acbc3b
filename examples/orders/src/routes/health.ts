import { Router } from "express";
import { store } from "../store/database.js";

export const healthRouter = Router();

healthRouter.get("/live", (_req, res) => {
  res.json({ status: "up" });
});

healthRouter.get("/ready", async (_req, res) => {
  try {
    await store.ping();
    res.json({ status: "up" });
  } catch {
    res.status(503).json({ status: "down" });
  }
});

import { Router, type Response } from "express";
import { metrics } from "./metrics";
import { logger } from "./logger";
import { loadStock, saveStock } from "./stock";

const router = Router();

/** Answers that something failed. */
function sendError(res: Response, err: any): void {
  logger.error({ err }, "request failed");
  res.status(500).json({ error: err.message });
}

function refuse(res: Response, status: number, err: any): void {
  res.status(status).json({ error: err.message });
}

function countError(res: Response, err: any): void {
  metrics.errors.increment();
  res.status(500).json({ error: err.message });
}

router.get("/stock", async (req, res) => {
  try {
    res.json(await loadStock());
  } catch (err) {
    sendError(res, err);
  }
});

router.put("/stock", async (req, res) => {
  try {
    res.json(await saveStock(req.body));
  } catch (err) {
    if (err.code === "23505") return refuse(res, 409, err);
    return sendError(res, err);
  }
});

router.delete("/stock", async (req, res) => {
  try {
    res.json(await saveStock(null));
  } catch (err) {
    countError(res, err);
  }
});

import { Router, type Response } from "express";
import { metrics } from "./metrics";
import { loadStock, saveStock } from "./stock";
import { AppError } from "./errors";

const router = Router();

function countError(res: Response, err: any): void {
  metrics.errors.increment();
  res.status(500).json({ error: err.message });
}

router.get("/stock", async (req, res) => {
  try {
    res.json(await loadStock());
  } catch (err) {
    throw AppError.wrap(err, "could not load stock");
  }
});

router.put("/stock", async (req, res) => {
  try {
    res.json(await saveStock(req.body));
  } catch (err) {
    if (err.code === "23505") throw AppError.wrap(err, "could not save stock", { code: "CONFLICT" });
    throw AppError.wrap(err, "could not save stock");
  }
});

router.delete("/stock", async (req, res) => {
  try {
    res.json(await saveStock(null));
  } catch (err) {
    countError(res, err);
  }
});

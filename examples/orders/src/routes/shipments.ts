import { Router } from "express";
import { fetchRates } from "../clients/carrier-client.js";
import { logger } from "../logger.js";
import { isDelivered, shipOrder, trackParcel } from "../services/shipping-service.js";

export const shipmentsRouter = Router();

shipmentsRouter.post("/", async (req, res) => {
  try {
    res.status(201).json(await shipOrder(String(req.body?.orderId), Number(req.body?.weight)));
  } catch (err: any) {
    res.status(500).json({ error: "shipping failed: " + err.message });
  }
});

shipmentsRouter.get("/rates", (req, res) => {
  return fetchRates(Number(req.query.weight ?? 1))
    .then((rates) => {
      res.json({ rates });
    })
    .catch((e) => {
      res.status(500).json({ error: e.message });
    });
});

shipmentsRouter.get("/:id", async (req, res) => {
  try {
    res.json({ state: await trackParcel(req.params.id) });
  } catch (error) {
    logger.error({ err: error }, "tracking failed");
    res.status(500).json({ error: "tracking is not available" });
  }
});

shipmentsRouter.get("/:id/delivered", async (req, res) => {
  res.json({ delivered: await isDelivered(req.params.id) });
});

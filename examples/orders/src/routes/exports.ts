import { setTimeout as delay } from "node:timers/promises";
import { Router } from "express";
import { exportOrders, OrderExport, readExport } from "../export/order-export.js";
import { logger } from "../logger.js";
import { loadOrdersOf, openOrderCount } from "../services/orders-service.js";

export const exportsRouter = Router();

exportsRouter.get("/orders.csv", async (req, res) => {
  const customers = String(req.query.customers ?? "")
    .split(",")
    .filter(Boolean);
  res.type("text/csv");
  res.write("id,status,total\n");
  try {
    for (const customerId of customers) {
      for (const order of await loadOrdersOf(customerId)) {
        res.write(`${order.id},${order.status},${order.total}\n`);
      }
      await delay(1);
    }
    res.end();
  } catch (err: any) {
    res.end(`export failed: ${err.message}\n`);
  }
});

exportsRouter.get("/open-orders", (req, res) => {
  res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  res.write("retry: 5000\n\n");
  const timer = setInterval(async () => {
    try {
      res.write(`data: ${await openOrderCount()}\n\n`);
    } catch (error: any) {
      clearInterval(timer);
      res.end(`event: error\ndata: ${error.message}\n\n`);
    }
  }, 50);
  req.on("close", () => clearInterval(timer));
});

exportsRouter.post("/", (req, res) => {
  const job = new OrderExport(String(req.body?.customerId));
  job.once("done", (file: string) => {
    res.status(201).json({ file });
  });
  job.once("error", (failure: Error) => {
    res.status(500).json({ error: failure.message });
  });
  void job.run();
});

exportsRouter.post("/nightly", async (req, res) => {
  try {
    res.status(201).json({ file: await exportOrders(String(req.body?.name)) });
  } catch (e) {
    logger.error({ err: e }, "nightly export failed");
    res.status(500).json(e);
  }
});

exportsRouter.get("/:name", async (req, res) => {
  let text;
  try {
    text = await readExport(req.params.name);
  } catch (ex: any) {
    if (ex.code === "ENOENT") {
      res.status(404).json({ error_code: "NOT_FOUND", message: "no such export" });
      return;
    }
    throw ex;
  }
  res.type("text/csv").send(text);
});

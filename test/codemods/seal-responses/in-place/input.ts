import express from "express";
import { logger } from "./logger";
import { listOrders, readOrder } from "./orders";

const app = express();

app.get("/orders", (req, res) => {
  listOrders()
    .then((orders) => res.json(orders))
    .catch((err) => {
      logger.error({ err }, "GET /orders failed");
      res.status(500).json({ ok: false, error: err.message });
    });
});

app.get("/orders/:id", (req, res) => {
  readOrder(req.params.id, (err, order) => {
    if (err) {
      console.error(err);
      return res.status(404).send(`order ${req.params.id} is not to be had: ${err.message}`);
    }
    res.json(order);
  });
});

app.get("/orders/:id/raw", async (req, res) => {
  try {
    res.json(await readOrder(req.params.id));
  } catch (err) {
    logger.error(err);
    res.set("X-Reason", err.message);
    throw err;
  }
});

app.get("/login", async (req, res) => {
  try {
    await listOrders();
    res.redirect("/");
  } catch (err) {
    logger.error(err);
    res.redirect("/failed?why=" + err.message);
  }
});

app.use(async (req, res, next) => {
  try {
    req.session = await listOrders();
    next();
  } catch (error) {
    logger.error(error);
    return res.status(401).json({ error: "Check that the session and the token are correct.", message: error });
  }
});

app.get("/status", async (req, res) => {
  try {
    res.end(JSON.stringify(await listOrders()));
  } catch (err) {
    console.error("no status", err);
    res.writeHead(500);
    res.end(JSON.stringify({ error: "internal_error", message: err.message }));
  }
});

app.get("/lines", (req, res) => {
  readLines((err, lines) => {
    if (err) {
      console.error(err);
      return res.status(500).send(`could not list lines: ${err.message}`);
    }
    res.json(lines);
  });
});

app.get("/traced", (req, res) => {
  readLines((err, lines) => {
    if (err) {
      debug("no lines: %s", err);
      return res.status(500).send(`could not list lines: ${err.message}`);
    }
    res.json(lines);
  });
});

app.get("/made", (req, res) => {
  readLines((err, lines) => {
    if (err) {
      console.error(err);
      return res.status(500).send(toAnswer(err));
    }
    res.json(lines);
  });
});

function toAnswer(err: unknown) {
  return { failed: err instanceof Error ? err.message : "unknown" };
}

import express from "express";
import fastify from "fastify";
import { logger } from "./logger";
import { feed, t } from "./feed";

const app = express();

app.get("/one", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ error: err instanceof Error ? err.message : String(err) });
  });
});

app.get("/two", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ error: err.response?.data || err.message, reason: (err as Error).message ?? "no luck" });
  });
});

app.get("/three", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).send("failed: " + (err instanceof Error ? err.message : String(err)));
  });
});

app.get("/four", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ error: `failed: ${err.message || "for no reason"}`, title: err.message || t("failed") });
  });
});

// answers 500 by itself, as nothing else does that is sent
fastify().get("/five", (request, reply) => {
  feed.on("error", (err) => {
    logger.error(err);
    reply.send(err);
  });
});

// the end of a sentence goes with its colon
app.get("/six", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).send('Failed to load orders: ' + err.message);
  });
});

app.get("/seven", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).send("Failed to load orders: " + err.message + ".");
  });
});

// a text wherever the error has one
app.get("/eight", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).send(err.message || err);
  });
});

// a label for what is gone
app.get("/nine", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).send(`Could not load orders. Error: ${err}`);
  });
});

app.get("/sentences", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ message: err.message || `Could not list orders: ${err}`, title: err.message || "Could not pay: " + err });
  });
});

app.get("/broken", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ message: err.message || "Could not ship orders: ${err.message}", title: err.message || "${err}" });
  });
});

import express from "express";
import fastify from "fastify";
import { logger } from "./logger";
import { feed, t } from "./feed";

const app = express();

app.get("/one", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ error: "internal error" });
  });
});

app.get("/two", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ error: "internal error", reason: "no luck" });
  });
});

app.get("/three", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).send("failed: internal error");
  });
});

app.get("/four", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ error: `failed: for no reason`, title: t("failed") });
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
    res.status(500).send('Failed to load orders');
  });
});

app.get("/seven", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).send("Failed to load orders: internal error" + ".");
  });
});

// a text wherever the error has one
app.get("/eight", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).send("internal error");
  });
});

// a label for what is gone
app.get("/nine", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).send("Could not load orders");
  });
});

app.get("/sentences", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ message: "Could not list orders", title: "Could not pay" });
  });
});

app.get("/broken", (req, res) => {
  feed.on("error", (err) => {
    logger.error(err);
    res.status(500).json({ message: "Could not ship orders", title: "internal error" });
  });
});

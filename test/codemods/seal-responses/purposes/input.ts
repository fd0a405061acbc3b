import express from "express";
import multer from "multer";
import { config } from "./config";
import { logger } from "./logger";
import { listOrders, readLines, signIn } from "./orders";

const app = express();
const renderPage = (lines, text) => `<p>${text}</p>` + lines.join("");
const upload = multer().single("file");

// a middleware that is called by hand
app.post("/files", (req, res) => {
  upload(req, res, (err) => {
    if (err) {
      logger.error(err);
      return res.status(500).json({ error: err.message });
    }
    res.end();
  });
});

// the same of any other callback
app.post("/lines", (req, res) => {
  readLines(req.params.id, (err) => {
    if (err) {
      logger.error(err);
      return res.status(500).json({ error: err.message });
    }
    res.end();
  });
});

// where the browser is sent
app.get("/sign-in", async (req, res) => {
  try {
    await signIn(req);
    res.redirect("/");
  } catch (err) {
    logger.error(err);
    res.redirect(`/?error=${encodeURIComponent(err.message || "sign_in_failed")}`);
  }
});

// a link in a page
app.get("/link", async (req, res) => {
  try {
    await signIn(req);
    res.end();
  } catch (err) {
    logger.error(err);
    res.status(500).send(`<a href="/help?why=${err.message}">help</a>`);
  }
});

// an option that shows it
app.get("/orders", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    logger.error(err);
    const text = config.showStackTrace ? err.stack : err.message;
    res.status(500).json({ error: text });
  }
});

// an option in a function that words it
const toText = (err) => (config.verbose ? err.stack : err.message);
app.get("/orders/all", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    logger.error(err);
    res.status(500).json({ error: toText(err) });
  }
});

// an environment that shows it
app.get("/orders/open", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    logger.error(err);
    if (process.env.NODE_ENV !== "live") res.status(500).json({ error: err.message });
    else res.status(500).end();
  }
});

// a test of the error itself
app.get("/orders/own", (req, res) => {
  listOrders()
    .then((orders) => res.json(orders))
    .catch((err) => {
      logger.error(err);
      res.status(500).json({ error: err.stack ? err.message : String(err) });
    });
});

// whether something works
app.post("/connections/:id/test", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    logger.error(err);
    res.status(500).json({ error: err.message });
  }
});

app.post("/connections", async (req, res) => {
  try {
    await testConnection(req.body);
  } catch (err) {
    logger.error(err);
    res.status(500).json({ error: err.message });
  }
});

app.get("/state", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    logger.error(err);
    res.status(500).json({ status: "unhealthy", error: err.message });
  }
});

app.get("/latest", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    logger.error(err);
    res.status(500).json({ error: err.message });
  }
});

// with no error status
app.get("/orders/listed", (req, res) => {
  listOrders()
    .then((orders) => res.json(orders))
    .catch((err) => {
      logger.error(err);
      res.json({ error: err.message });
    });
});

// for those who look for what is wrong
app.get("/debug/orders", async (req, res) => {
  try {
    debug("orders");
    res.json(await listOrders());
  } catch (err) {
    logger.error(err);
    res.status(500).json({ error: err.message });
  }
});

app.get("/orders/debugged", async (req, res) => {
  try {
    debug("orders");
    res.json(await listOrders());
  } catch (err) {
    logger.error(err);
    res.status(500).json({ error: err.message });
  }
});

// a sentence that no boundary would send
app.get("/orders/fallen", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    logger.error(err);
    res.status(500).json({ ok: false, error: "Please call the office.", details: err.message });
  }
});

// a page that is made of it
app.get("/orders/page", (req, res) => {
  readLines(req.params.id, (err) => {
    if (err) {
      logger.error(err);
      res.status(500).send(renderPage([], `no lines: ${err.message}`));
    }
  });
});

// a middleware of nobody's that is called by hand
export const takeFile = (req, res, next) => {
  makeUpload()(req, res, (err) => {
    if (err) {
      logger.error(err);
      return res.status(500).json({ error: err.message });
    }
    next();
  });
};

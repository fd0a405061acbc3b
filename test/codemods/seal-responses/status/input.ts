import { Router } from "express";
import { StatusCodes } from "http-status-codes";
import { loadInvoice } from "./invoices";
import { settings } from "./settings";
import { NOT_FOUND } from "./statuses";

const router = Router();

const status = 500;

router.get("/written-out", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(404).json({ error: err.message });
  }
});

router.get("/of-the-error", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(err.statusCode ?? err.status ?? 500).json({ error: err.message });
  }
});

router.get("/before", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(503);
    res.json({ error: err.message });
  }
});

router.get("/assigned", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.statusCode = 500;
    res.end(err.message);
  }
});

router.get("/no-code", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(502).json({ error: err.message });
  }
});

router.get("/a-success", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.json({ error: err.message });
  }
});

router.get("/called-a-success", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(200).json({ error: err.message });
  }
});

router.get("/a-constant", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(status).json({ error: err.message });
  }
});

router.get("/by-name", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(StatusCodes.SERVICE_UNAVAILABLE).json({ error: err.message });
  }
});

router.get("/by-its-own-name", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(NOT_FOUND).json({ error: err.message });
  }
});

router.get("/elsewhere", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(settings.failed).json({ error: err.message });
  }
});

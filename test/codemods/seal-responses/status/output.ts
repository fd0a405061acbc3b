import { Router } from "express";
import { loadInvoice } from "./invoices";
import { settings } from "./settings";
import { AppError } from "./errors";

const router = Router();

const status = 500;

router.get("/written-out", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    throw AppError.wrap(err, "could not load invoice", { code: "NOT_FOUND" });
  }
});

router.get("/of-the-error", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    throw AppError.wrap(err, "could not load invoice");
  }
});

router.get("/before", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    throw AppError.wrap(err, "could not load invoice", { code: "UNREACHABLE" });
  }
});

router.get("/assigned", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    throw AppError.wrap(err, "could not load invoice");
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
    throw AppError.wrap(err, "could not load invoice");
  }
});

router.get("/by-name", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    throw AppError.wrap(err, "could not load invoice", { code: "UNREACHABLE" });
  }
});

router.get("/by-its-own-name", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    throw AppError.wrap(err, "could not load invoice", { code: "NOT_FOUND" });
  }
});

router.get("/elsewhere", async (req, res) => {
  try {
    res.json(await loadInvoice(req.query.id));
  } catch (err) {
    res.status(settings.failed).json({ error: err.message });
  }
});

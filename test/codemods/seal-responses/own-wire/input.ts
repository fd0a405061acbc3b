import { Router } from "express";
import { loadCustomer, saveCustomer } from "./customers";

const router = Router();

router.get("/:id", async (req, res) => {
  try {
    res.json(await loadCustomer(req.params.id));
  } catch (err) {
    const { message } = err;
    res.status(500).json({ ok: false, message });
  }
});

router.put("/:id", async (req, res) => {
  try {
    res.json(await saveCustomer(req.params.id, req.body));
  } catch (err) {
    res.status(500).json({ error: err, text: "not saved: " + (err as Error).message });
  }
});

router.post("/", async (req, res) => {
  try {
    res.json(await saveCustomer(null, req.body));
  } catch (err) {
    res.status(500).json({ ok: false, ...err });
  }
});

router.delete("/:id", async (req, res) => {
  try {
    res.json(await saveCustomer(req.params.id, null));
  } catch (err) {
    res.status(500).send(`not removed: ${err.message} (${req.params.id})`);
  }
});

router.patch("/:id", async (req, res) => {
  try {
    res.json(await saveCustomer(req.params.id, req.body));
  } catch (err) {
    res.status(502).send(err.message);
  }
});

router.get("/:id/orders", async (req, res) => {
  try {
    res.json(await loadCustomer(req.params.id));
  } catch (err) {
    res.status(500).json({ error: err.message, code: err.code });
  }
});

router.get("/:id/notes", async (req, res) => {
  try {
    res.json(await loadCustomer(req.params.id));
  } catch (err) {
    res.status(500).json({ error: err.message, code: req.code });
  }
});

router.get("/:id/name", async (req, res) => {
  try {
    res.json(await loadCustomer(req.params.id));
  } catch (err) {
    res.status(400).json({ error: err.message });
  }
});

import { Router } from "express";
import { loadCustomer, saveCustomer } from "./customers";

const router = Router();

router.get("/:id", async (req, res) => {
  try {
    res.json(await loadCustomer(req.params.id));
  } catch (err) {
    res.status(500).json({ ok: false, message: "internal error" });
  }
});

router.put("/:id", async (req, res) => {
  try {
    res.json(await saveCustomer(req.params.id, req.body));
  } catch (err) {
    res.status(500).json({ error: { message: "internal error" }, text: "not saved" });
  }
});

router.post("/", async (req, res) => {
  try {
    res.json(await saveCustomer(null, req.body));
  } catch (err) {
    res.status(500).json({ ok: false, message: "internal error" });
  }
});

router.delete("/:id", async (req, res) => {
  try {
    res.json(await saveCustomer(req.params.id, null));
  } catch (err) {
    res.status(500).send(`not removed: internal error (${req.params.id})`);
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
    res.status(500).json({ error: "internal error", code: req.code });
  }
});

router.get("/:id/name", async (req, res) => {
  try {
    res.json(await loadCustomer(req.params.id));
  } catch (err) {
    res.status(400).json({ error: err.message });
  }
});

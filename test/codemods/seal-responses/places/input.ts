import { Router } from "express";
import { loadRates, loadStock, saveStock } from "./stock";

const router = Router();

// the last thing of several branches
router.get("/stock", async (req, res) => {
  try {
    res.json(await loadStock());
  } catch (err) {
    if (req.query.plain) res.status(500).send(err.message);
    else res.status(500).json({ error: err.message });
  }
});

// in a switch
router.put("/stock", async (req, res) => {
  try {
    res.json(await saveStock(req.body));
  } catch (err) {
    switch (req.query.as) {
      case "text":
        res.status(500).send(err.message);
        break;
      default:
        res.status(500).json({ error: err.message });
    }
  }
});

// beside a finally
router.patch("/stock", async (req, res) => {
  const lock = await req.app.locals.lock();
  try {
    res.json(await saveStock(req.body));
  } catch (err) {
    res.status(500).json({ error: err.message });
  } finally {
    lock.release();
  }
});

// a chain that is returned, in one line
router.get("/rates", (req, res) => loadRates().then((rates) => res.json(rates), (err) => res.status(500).send(err.message)));

// a chain that is awaited last
router.get("/rates/latest", async (req, res) => {
  await loadRates().then((rates) => {
    res.json(rates);
  }).catch((err) => {
    res.status(500).send(err.message);
  });
});

// what is behind a return already
router.get("/rates/:id", async (req, res) => {
  try {
    res.json(await loadRates(req.params.id));
  } catch (err) {
    return void res.status(500).send(err.message);
  }
});

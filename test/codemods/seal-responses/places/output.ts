import { Router } from "express";
import { loadRates, loadStock, saveStock } from "./stock";
import { AppError } from "./errors";

const router = Router();

// the last thing of several branches
router.get("/stock", async (req, res) => {
  try {
    res.json(await loadStock());
  } catch (err) {
    if (req.query.plain) throw AppError.wrap(err, "could not load stock");
    else throw AppError.wrap(err, "could not load stock");
  }
});

// in a switch
router.put("/stock", async (req, res) => {
  try {
    res.json(await saveStock(req.body));
  } catch (err) {
    switch (req.query.as) {
      case "text":
        throw AppError.wrap(err, "could not save stock");
      default:
        throw AppError.wrap(err, "could not save stock");
    }
  }
});

// beside a finally
router.patch("/stock", async (req, res) => {
  const lock = await req.app.locals.lock();
  try {
    res.json(await saveStock(req.body));
  } catch (err) {
    throw AppError.wrap(err, "could not save stock");
  } finally {
    lock.release();
  }
});

// a chain that is returned, in one line
router.get("/rates", (req, res) => loadRates().then((rates) => res.json(rates), (err) => {
  throw AppError.wrap(err, "could not load rates");
}));

// a chain that is awaited last
router.get("/rates/latest", async (req, res) => {
  await loadRates().then((rates) => {
    res.json(rates);
  }).catch((err) => {
    throw AppError.wrap(err, "could not load rates");
  });
});

// what is behind a return already
router.get("/rates/:id", async (req, res) => {
  try {
    res.json(await loadRates(req.params.id));
  } catch (err) {
    throw AppError.wrap(err, "could not load rates");
  }
});

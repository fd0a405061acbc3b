import { Router } from "express";
import { AppError } from "./errors";

export const router = Router();

router.get("/orders/:id", async (req, res) => {
  try {
    res.json(await orders.find(req.params.id));
  } catch (err) {
    throw AppError.wrap(err, "could not find order", { context: { id: req.params.id } });
  }
});

router.get("/invoices/:id", async (req, res) => {
  const { id } = req.params;
  try {
    res.json(await invoices.find(id));
  } catch (err) {
    throw AppError.wrap(err, "could not find invoice", { context: { id } });
  }
});

router.get("/users/:id", async (req, res) => {
  try {
    res.json(await users.find(req.params.id));
  } catch (err) {
    if (err.code === "ENOENT") throw new AppError("NOT_FOUND", "no such user", { cause: err });
    throw AppError.wrap(err, "could not find user");
  }
});

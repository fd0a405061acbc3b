import createError from "http-errors";
import { VError } from "verror";
import { Router } from "express";
import { TRPCError } from "@trpc/server";

export const router = Router();

router.get("/orders/:id", async (req, res) => {
  try {
    res.json(await orders.find(req.params.id));
  } catch (err) {
    throw new Error(`could not find order ${req.params.id}`, { cause: err });
  }
});

router.get("/invoices/:id", async (req, res) => {
  const { id } = req.params;
  try {
    res.json(await invoices.find(id));
  } catch (err) {
    throw new VError(err, "could not find invoice %s", id);
  }
});

router.get("/users/:id", async (req, res) => {
  try {
    res.json(await users.find(req.params.id));
  } catch (err) {
    if (err.code === "ENOENT") throw createError(404, "no such user", { cause: err });
    throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "could not find user", cause: err });
  }
});

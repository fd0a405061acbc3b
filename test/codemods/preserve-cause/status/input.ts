import express from "express";
import { AppError } from "./errors";

const router = express.Router();

router.get("/orders", async (req, res, next) => {
  try {
    res.json(await list());
  } catch (err) {
    res.status(503);
    next(new Error("come again later"));
  }
});

export async function load(id: string) {
  try {
    return await read(id);
  } catch (err) {
    throw new AppError("NOT_FOUND", "no such order", {
      severity: "info",
      context: { id },
    });
  }
}

import express from "express";
import { AppError } from "./errors";
import { readRow, saveRow } from "./rows";

const app = express();

app.get("/orders/:id", async (req, res, next) => {
  try {
    res.json(await readRow(req.params.id));
  } catch (err) {
    next(err);
  }
});

app.put("/orders/:id", (req, res, next) => {
  saveRow(req.params.id, req.body, (err) => next(err));
});

app.delete("/orders/:id", (req, res, next) => {
  saveRow(req.params.id, null, (err) => {
    if (err) return next(err);
    if (!req.body) throw new AppError("INVALID_INPUT", "no body");
    res.end();
  });
});

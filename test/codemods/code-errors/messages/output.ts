import { Router } from "express";
import { AppError } from "./errors";

export const router = Router();

router.get("/orders/:id", async (req, res) => {
  const { id } = req.params;
  if (!(await orders.has(id))) throw new AppError("NOT_FOUND", "Order does not exist", { context: { id } });
  const answer = await fetch(`${prices}/${id}`);
  if (answer.status === 404) throw new Error(`Price of order ${id} does not exist.`);
  if (answer.status === 403) throw new Error(`${id} could not be parsed, must be an id`);
  if (!answer.ok) throw new AppError("INTERNAL_ERROR", "Failed to load price", { context: { id, answerStatus: answer.status } });
  if (answer.odd) throw new AppError("INTERNAL_ERROR", "Failed to load prices", { context: { answerStatus: answer.status } });
  if (answer.error) throw new Error(`Failed to read prices: ${answer.error.message}`);
  if (answer.stale) throw new AppError("INTERNAL_ERROR", "Failed to refresh prices", { context: { answerStatus: answer.status } });
  if (answer.lost) throw new AppError("INTERNAL_ERROR", "Failed to sum up prices", { context: { id, total: answer.total } });
  if (answer.own) throw new AppError("INTERNAL_ERROR", "Failed to load 'own' prices", { context: { answerStatus: answer.status } });
  if (answer.both) throw new Error("This shouldn't happen: total: " + answer.total);
  if (answer.gone) throw new Error(`prices: ${id} not found`);
  if (answer.bug) throw new Error("no prices: this is a bug");
  if (answer.again) throw new AppError("INTERNAL_ERROR", "load() must only be called once");
  throw new Error(`rate limit exceeded: ${limits.PER_MINUTE} a minute`);
});

router.put("/orders/:id", async (req, res) => {
  const state = await load(req.params.id);
  const text = "Failed to close the order";
  if (state === "stuck") {
    logger.warn(text);
    throw new AppError("INTERNAL_ERROR", text);
  }
  throw new Error(`price configuration error: missing ${state}`);
});

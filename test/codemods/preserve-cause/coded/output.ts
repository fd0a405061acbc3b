import createError from "http-errors";
import { AppError } from "./errors";

class LoadError extends Error {
  constructor(id: string, options?: ErrorOptions) {
    super(`could not load ${id}`, options);
  }
}

export async function load(orderId: string) {
  try {
    return await read(orderId);
  } catch (err: any) {
    if (err.code === "P2025") throw new AppError("NOT_FOUND", "order not found", { cause: err, context: { orderId } });
    if (err.code === "P2024") throw new AppError("TIMEOUT", "the store is slow", { cause: err });
    if (err.status === 400) throw createError(400, err.message, { cause: err });
    throw new LoadError(orderId, { cause: err });
  }
}

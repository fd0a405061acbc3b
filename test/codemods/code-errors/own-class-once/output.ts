import { MissingStockException } from "../failures/stock";
import { AppError } from "./errors";

export async function reserve(id: string, count: number) {
  const row = await store.load(id);
  if (row === null) throw new MissingStockException(id);
  for (let attempt = 0; attempt < 100; attempt++) if (await store.reserve(id, count)) return;
  throw new AppError("INTERNAL_ERROR", "Failed to reserve stock");
}

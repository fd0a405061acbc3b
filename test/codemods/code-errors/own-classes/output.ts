import { LockedStockException, MissingStockException } from "../failures/stock";

class StaleStockError extends Error {}

export async function reserve(id: string, count: number) {
  const row = await store.load(id);
  if (row === null) throw new MissingStockException(id);
  if (row.isLocked) throw new LockedStockException(id);
  if (row.isStale) throw new StaleStockError(id);
  for (let attempt = 0; attempt < 100; attempt++) if (await store.reserve(id, count)) return;
  throw new Error("Failed to reserve stock");
}

import { MissingStockException } from "../failures/stock";

export async function reserve(id: string, count: number) {
  const row = await store.load(id);
  if (row === null) throw new MissingStockException(id);
  for (let attempt = 0; attempt < 100; attempt++) if (await store.reserve(id, count)) return;
  throw new Error("Failed to reserve stock");
}

import { AppError } from "./errors";

export async function load(id: string): Promise<Order> {
  if (!id) throw new Error("failed to load the order");
  try {
    return await store.load(id);
  } catch (err) {
    throw new Error("could not load order", { cause: err });
  }
}

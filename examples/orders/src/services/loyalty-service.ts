import { addPoints } from "../repositories/loyalty-repository.js";

/** Points are a courtesy: an order does not fail for them. */
export async function awardPoints(customerId: string, amount: number): Promise<number | null> {
  try {
    return await addPoints(customerId, Math.floor(amount / 100));
  } catch {
    return null;
  }
}

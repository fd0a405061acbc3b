import { describe, getErrorMessage } from "./describe";
import { store } from "./store";

// what the function says of the error may be more than its message
export async function assignRole(userId: string) {
  try {
    await store.assign(userId);
  } catch (err) {
    throw new Error("could not assign role: " + describe(err));
  }
}

export async function loadRole(userId: string) {
  try {
    return await store.load(userId);
  } catch (err) {
    throw new Error("could not load role: " + getErrorMessage(err));
  }
}

// the words by which people know it would be lost
export async function loadAccount(id: string) {
  try {
    return await store.load(id);
  } catch (err) {
    throw new Error(`Problem fetching account details from Stripe [stripe_account_id: ${id}]`);
  }
}

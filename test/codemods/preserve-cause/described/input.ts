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

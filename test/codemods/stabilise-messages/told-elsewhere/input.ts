import { AppError, InputError } from "./errors";

export async function stat(name: string) {
  try {
    return await store.stat(name);
  } catch (e) {
    if (e.code === "NotFound") return null;
    if (e.code === "Refused") throw new InputError(`could not stat the object: ${e}`);
    throw new AppError("TIMEOUT", `could not stat ${name}: ${e}`, { cause: e });
  }
}

export async function open(name: string) {
  try {
    return await store.open(name);
  } catch (e) {
    if (e.code === "Refused") {
      console.error("store refused", e);
      throw new InputError(`could not open the object: ${e.message}`);
    }
    throw AppError.wrap(e, `could not open the object: ${e.message}`);
  }
}

export async function drop(name: string, isLoud: boolean) {
  try {
    return await store.drop(name);
  } catch (e) {
    if (isLoud) console.error(e);
    if (e.code === "Refused") throw new InputError(`could not drop the object: ${e.message}`);
    throw AppError.wrap(e, "could not drop the object");
  }
}

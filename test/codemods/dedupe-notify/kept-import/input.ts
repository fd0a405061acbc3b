import Bugsnag from "@bugsnag/js";

export async function load(id: string) {
  try {
    return await read(id);
  } catch (err) {
    Bugsnag.notify(err);
    throw err;
  }
}

export async function loadOrNull(id: string) {
  try {
    return await read(id);
  } catch (err) {
    Bugsnag.notify(err);
    return null;
  }
}

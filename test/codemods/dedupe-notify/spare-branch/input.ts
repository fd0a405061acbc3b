import Bugsnag from "@bugsnag/js";

export async function count(attempts: number) {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await read();
    } catch (err) {
      Bugsnag.notify(err);
      if (attempt === attempts) {
        Bugsnag.notify(err as Error);
      }
      await pause(attempt);
    }
  }
  try {
    return await readBackup();
  } catch (err) {
    if (err.code === "GONE") return null;
    else Bugsnag.notify(err);
    Bugsnag.notify(err.message);
  }
  return null;
}

import Bugsnag from "@bugsnag/js";

export async function count(attempts: number) {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await read();
    } catch (err) {
      Bugsnag.notify(err);
      await pause(attempt);
    }
  }
  try {
    return await readBackup();
  } catch (err) {
    if (err.code === "GONE") return null;
    else Bugsnag.notify(err);
  }
  return null;
}

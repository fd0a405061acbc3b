import Bugsnag from "@bugsnag/js";

export async function load(id: string) {
  try { return await read(id); } catch (err) { Bugsnag.notify(err); throw err; }
}

import { bus } from "./bus";
import { db } from "./db";
import { AppError } from "./errors";

bus.on("order.placed", async () => {
  try {
    await db.query("select 1");
    await db.query("select 2");
  } catch (err) {
    throw AppError.wrap(err, "could not handle order.placed");
  }
});

setInterval(async () => {
  try {
    await db.begin();
    await db.end();
  } catch (err) {
    throw err;
  }
}, 1000);

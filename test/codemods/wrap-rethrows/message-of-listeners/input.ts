import { bus } from "./bus";
import { db } from "./db";

bus.on("order.placed", async () => {
  try {
    await db.query("select 1");
    await db.query("select 2");
  } catch (err) {
    throw err;
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

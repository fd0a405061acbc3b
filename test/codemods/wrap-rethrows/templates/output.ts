import { orders } from "./orders";
import { AppError } from "./errors";

export async function loadOrder(orderId: string) {
  try {
    return await orders.query(`
      select *
        from orders
       where id = ${orderId}
    `);
  } catch (err) {
    console.error(`could not load ${orderId}: ${err}`);
    throw AppError.wrap(err, "could not load order", { context: { orderId } });
  }
}

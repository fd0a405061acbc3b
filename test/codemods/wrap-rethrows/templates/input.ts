import { orders } from "./orders";

export async function loadOrder(orderId: string) {
  try {
    return await orders.query(`
      select *
        from orders
       where id = ${orderId}
    `);
  } catch (err) {
    console.error(`could not load ${orderId}: ${err}`);
    throw err;
  }
}

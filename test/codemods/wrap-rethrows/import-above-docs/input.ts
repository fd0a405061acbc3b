/**
 * Loads an order.
 */
export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
}

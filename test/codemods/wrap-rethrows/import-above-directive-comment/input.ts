// eslint-disable-next-line no-console -- the first line of every run
console.log("started");

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
}

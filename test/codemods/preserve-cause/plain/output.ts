export async function load(orderId: string) {
  try {
    return await read(orderId);
  } catch (err: any) {
    throw new Error("could not load order: " + err.message, { cause: err });
  }
}

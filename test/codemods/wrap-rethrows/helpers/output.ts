import { log } from "./log";
import { orders } from "./orders";

function fail(err: unknown): never {
  log(err);
  throw err;
}

const finish = (err: unknown, callback: (err: unknown) => void) => callback(err);

export async function loadOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    fail(err);
  }
}

export async function loadLine(lineId: string, callback: (err: unknown) => void) {
  try {
    return await orders.line(lineId);
  } catch (err) {
    finish(err, callback);
  }
}

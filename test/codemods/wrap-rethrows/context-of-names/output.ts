import { store } from "./store";
import { AppError } from "./errors";

export function readOrder(apiKey: string, orderKey: string, clientKey: string, emailId: string, order_id: string, getId: () => string) {
  try {
    store.read(apiKey, orderKey, clientKey, emailId, order_id, getId());
  } catch (err) {
    throw AppError.wrap(err, "could not read order", { context: { orderKey, order_id } });
  }
}

export function readAllOrders(orderIds: string[]) {
  for (const orderId of orderIds) {
    const nextId = () => orderId;
    try {
      store.read(orderId, nextId());
    } catch (err) {
      throw AppError.wrap(err, "could not read all orders", { context: { orderId } });
    }
  }
}

export function rereadOrders(orderId: string, makeId: () => string) {
  orderId = orderId.trim();
  return store.all().map((id) => {
    try {
      return store.read(id, orderId, makeId);
    } catch (err) {
      throw AppError.wrap(err, "could not reread orders", { context: { id } });
    }
  });
}

export function readFirstOrder(orderId: string) {
  return store.all().map(() => {
    let orderId;
    try {
      orderId = store.first();
    } catch (err) {
      throw AppError.wrap(err, "could not read first order");
    }
    return orderId;
  });
}

export function openLine(a: string) {
  try {
    var lineId = store.first(a);
  } catch (err) {
    throw AppError.wrap(err, "could not open line");
  }
  return lineId;
}

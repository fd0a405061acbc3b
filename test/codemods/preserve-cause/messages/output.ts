import { store } from "./store";
import { AppError } from "./errors";

export async function loadOrder(orderId: string) {
  try {
    return await store.load(orderId);
  } catch (err) {
    throw AppError.wrap(err, "could not load order", { context: { orderId } });
  }
}

export async function setStatus(order: Order, status: string) {
  try {
    await store.update(order.id, status);
  } catch (failure) {
    throw AppError.wrap(failure, "could not set order", { context: { orderId: order.id, status, attempts: order.attempts } });
  }
}

export async function fetchJson(url: string) {
  try {
    return await fetch(url);
  } catch (e) {
    throw AppError.wrap(e, "GET failed", { context: { url } });
  }
}

export async function chargeCard(orderId: string) {
  try {
    await gateway.charge(orderId);
  } catch (err: any) {
    throw AppError.wrap(err, "could not charge card", { context: { orderId } });
  }
}

export async function copyFile(from: string, to: string) {
  try {
    await copy(from, to);
  } catch (err) {
    const text = `copy failed (from=${from}, to=${to}), reason: ${err}`;
    logger.warn(text);
    throw AppError.wrap(err, "copy failed", { context: { from, to } });
  }
}

export async function findByExternalId(source: string, id: number) {
  try {
    return await store.find(source, id);
  } catch (err: any) {
    if (err.code === 1) throw AppError.wrap(err, "Failed to find by external ID", { context: { id } });
    throw AppError.wrap(err, "Failed to find by external ID", { context: { id } });
  }
}

export async function payOrder(orderId: string) {
  try {
    await gateway.pay(orderId);
  } catch (err: any) {
    throw AppError.wrap(err, "Payment initialization failed", { context: { orderId } });
  }
}

export async function refundOrder(orderId: string) {
  try {
    await gateway.refund(orderId);
  } catch (err: any) {
    throw AppError.wrap(err, "could not refund order", { context: { orderId } });
  }
}

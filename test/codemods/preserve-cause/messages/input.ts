import { store } from "./store";

export async function loadOrder(orderId: string) {
  try {
    return await store.load(orderId);
  } catch (err) {
    throw new Error("could not load order: " + (err as Error).message);
  }
}

export async function setStatus(order: Order, status: string) {
  try {
    await store.update(order.id, status);
  } catch (failure) {
    throw new Error(`could not set order '${order.id}' to ${status} (attempt ${order.attempts}): ${failure}`);
  }
}

export async function fetchJson(url: string) {
  try {
    return await fetch(url);
  } catch (e) {
    const message = e instanceof Error ? e.message : String(e);
    throw new TypeError(`GET ${url} failed - ${message}`);
  }
}

export async function chargeCard(orderId: string) {
  try {
    await gateway.charge(orderId);
  } catch (err: any) {
    throw new Error(err.message);
  }
}

export async function copyFile(from: string, to: string) {
  try {
    await copy(from, to);
  } catch (err) {
    const text = `copy failed (from=${from}, to=${to}), reason: ${err}`;
    logger.warn(text);
    throw new Error(text);
  }
}

export async function findByExternalId(source: string, id: number) {
  try {
    return await store.find(source, id);
  } catch (err: any) {
    if (err.code === 1) throw new Error(`Failed to find by external ID: ${err.message}`);
    throw new Error(`Failed to find by external ID ${id}: ${err.message}`);
  }
}

export async function payOrder(orderId: string) {
  try {
    await gateway.pay(orderId);
  } catch (err: any) {
    throw new Error(err.response?.data?.message || "Payment initialization failed");
  }
}

export async function refundOrder(orderId: string) {
  try {
    await gateway.refund(orderId);
  } catch (err: any) {
    throw new Error(err.message ?? "failed");
  }
}

import { orders } from "./orders";

export async function loadOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    // eslint-disable-next-line error-contract/no-bare-rethrow -- the caller knows
    throw err;
  }
}

export async function loadLine(lineId: string) {
  try {
    return await orders.line(lineId);
  } catch (err) {
    throw err; // eslint-disable-line
  }
}

export async function loadPart(partId: string) {
  try {
    return await orders.part(partId);
  } catch (err) {
    // @ts-expect-error err is unknown
    // and so it stays
    throw err.original ?? err;
  }
}

/* eslint-disable error-contract/no-bare-rethrow, no-console */
export async function loadBox(boxId: string) {
  try {
    return await orders.box(boxId);
  } catch (err) {
    throw err;
  }
}
/* eslint-enable error-contract/no-bare-rethrow */

export async function loadPallet(palletId: string) {
  try {
    return await orders.pallet(palletId);
  } catch (err) {
    // eslint-disable-next-line no-throw-literal
    throw err;
  }
}

/* oxlint-disable */
export async function loadTruck(truckId: string) {
  try {
    return await orders.truck(truckId);
  } catch (err) {
    throw err;
  }
}

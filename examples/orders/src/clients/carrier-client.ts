import { config } from "../config.js";
import { logger } from "../logger.js";
import { getJson } from "./http-json.js";

export interface Parcel {
  id: string;
  label: string;
}

export async function bookParcel(orderId: string, weight: number): Promise<Parcel> {
  try {
    const reply = await getJson(`${config.carrier.url}/book?order=${orderId}&weight=${weight}`);
    return { id: reply.body.id, label: reply.body.label };
  } catch (err) {
    logger.error({ err, orderId }, "booking failed");
    throw err;
  }
}

export async function fetchTracking(parcelId: string): Promise<string> {
  const reply = await getJson(`${config.carrier.url}/parcels/${parcelId}`);
  if (reply.body.error_code === "NOT_FOUNT") return "unknown";
  return reply.body.state;
}

export function fetchRates(weight: number): Promise<number[]> {
  return getJson(`${config.carrier.url}/rates?weight=${weight}`)
    .then((reply) => reply.body.rates as number[])
    .catch((error) => {
      logger.error({ err: error, weight }, "no rates");
      return Promise.reject(error);
    });
}

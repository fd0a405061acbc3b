import Bugsnag from "@bugsnag/node";
import { bookParcel, fetchTracking, type Parcel } from "../clients/carrier-client.js";
import { logger } from "../logger.js";

export async function shipOrder(orderId: string, weight: number): Promise<Parcel> {
  try {
    return await bookParcel(orderId, weight);
  } catch (err) {
    Bugsnag.notify(err, (event) => {
      event.severity = "warning";
      event.addMetadata("shipment", { orderId, weight });
    });
    throw err;
  }
}

export async function trackParcel(parcelId: string): Promise<string> {
  try {
    return await fetchTracking(parcelId);
  } catch (error) {
    logger.info({ parcelId }, "no tracking");
    // eslint-disable-next-line error-contract/no-bare-rethrow -- the carrier portal shows this one as it is
    throw error;
  }
}

export async function isDelivered(parcelId: string): Promise<boolean> {
  return (await fetchTracking(parcelId)) === "delivered";
}

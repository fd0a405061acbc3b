import { store } from "./store";
import { AppError } from "./errors";

const tenantId = "acme";

export async function moveOrder({ orderId, customer: { slug } }: Move, token: string, sessionId: string, [lineId]: string[]) {
  const invoiceId = await store.invoiceOf(orderId);
  let shipmentId = "none";
  let carrierId;
  try {
    const batchId = await store.open();
    carrierId = await store.move(orderId, batchId);
    shipmentId = await store.ship(carrierId);
  } catch (err) {
    throw AppError.wrap(err, "could not move order", { context: { orderId, slug, lineId, invoiceId } });
  }
  const laterId = shipmentId;
  return { invoiceId, slug, token, sessionId, lineId, laterId, tenantId };
}

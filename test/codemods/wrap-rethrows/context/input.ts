import { store } from "./store";

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
    throw err;
  }
  const laterId = shipmentId;
  return { invoiceId, slug, token, sessionId, lineId, laterId, tenantId };
}

export interface CarrierEvent {
  orderId: string;
  state: string;
}

export function parseCarrierEvent(body: any): CarrierEvent {
  if (typeof body?.orderId !== "string" || typeof body?.state !== "string") {
    throw Object.assign(new Error("not a carrier event"), { code: "INVALID_INPUT" });
  }
  return { orderId: body.orderId, state: body.state };
}

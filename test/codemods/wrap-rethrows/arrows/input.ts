import { orders } from "./orders";

type Callback = (err: Error | null, order?: Order) => void;

export const loadOrder = (orderId: string, cb: Callback) =>
  orders.find(orderId).then((order) => cb(null, order)).catch((err) => cb(err));

export const loadLine = (lineId: string) => orders.line(lineId).catch((err) => Promise.reject(err));

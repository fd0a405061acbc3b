import { orders } from "./orders";
import { AppError } from "./errors";

type Callback = (err: Error | null, order?: Order) => void;

export const loadOrder = (orderId: string, cb: Callback) =>
  orders.find(orderId).then((order) => cb(null, order)).catch((err) => cb(AppError.wrap(err, "could not load order", { context: { orderId } })));

export const loadLine = (lineId: string) => orders.line(lineId).catch((err) => Promise.reject(AppError.wrap(err, "could not load line", { context: { lineId } })));

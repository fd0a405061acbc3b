import { EventEmitter } from "node:events";
import Bugsnag from "@bugsnag/node";
import type { OrderLine } from "../domain/order.js";
import { logger } from "../logger.js";
import { orderQueue } from "../workers/queue.js";

export interface OrderEvent {
  type: "order.placed" | "order.cancelled";
  orderId: string;
  lines: OrderLine[];
}

export class OrderEvents extends EventEmitter {
  async publish(event: OrderEvent): Promise<void> {
    try {
      await orderQueue.push(event);
      this.emit("published", event);
    } catch (err) {
      this.emit("error", err);
    }
  }
}

export const orderEvents = new OrderEvents();

orderEvents.on("error", (error) => {
  logger.warn({ err: error }, "event not published");
  Bugsnag.notify(error);
});

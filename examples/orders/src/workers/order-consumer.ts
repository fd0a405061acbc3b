import Bugsnag from "@bugsnag/node";
import type { OrderEvent } from "../events/order-events.js";
import { logger } from "../logger.js";
import { addStock } from "../repositories/stock-repository.js";
import { reserve } from "../services/stock-service.js";
import type { Message, Queue } from "./queue.js";

const MAX_ATTEMPTS = 3;

export function startConsumer(queue: Queue): void {
  queue.consume(async (message) => {
    try {
      await applyEvent(message.event);
    } catch (err: any) {
      if (err.name === "StoreError" && message.attempts + 1 < MAX_ATTEMPTS) {
        queue.requeue(message);
        return;
      }
      giveUp(message, err);
    }
  });
}

function giveUp(message: Message, err: unknown): void {
  logger.error({ err, event: message.event }, "event dropped");
}

async function applyEvent(event: OrderEvent): Promise<void> {
  try {
    if (event.type === "order.placed") await reserve(event.lines);
    else for (const line of event.lines) await addStock(line.sku, line.quantity);
  } catch (error) {
    Bugsnag.notify(error);
    throw error;
  }
}

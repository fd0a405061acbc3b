import type { OrderEvent } from "../events/order-events.js";

export interface Message {
  event: OrderEvent;
  attempts: number;
}

export type Consumer = (message: Message) => Promise<void>;

/** An in-memory queue: first in, first out, one message at a time. */
export class Queue {
  readonly #messages: Message[] = [];
  #consumer: Consumer | null = null;
  #draining: Promise<void> | null = null;

  constructor(private readonly capacity = 1_000) {}

  async push(event: OrderEvent): Promise<void> {
    if (this.#messages.length >= this.capacity) throw new Error("queue is full");
    this.#messages.push({ event, attempts: 0 });
    this.#start();
  }

  requeue(message: Message): void {
    this.#messages.push({ ...message, attempts: message.attempts + 1 });
  }

  consume(consumer: Consumer): void {
    this.#consumer = consumer;
    this.#start();
  }

  async idle(): Promise<void> {
    await this.#draining;
  }

  #start(): void {
    if (!this.#consumer || this.#draining || this.#messages.length === 0) return;
    this.#draining = this.#drain(this.#consumer).finally(() => {
      this.#draining = null;
      this.#start();
    });
  }

  async #drain(consumer: Consumer): Promise<void> {
    for (let message = this.#messages.shift(); message; message = this.#messages.shift()) {
      await consumer(message);
    }
  }
}

export const orderQueue = new Queue();

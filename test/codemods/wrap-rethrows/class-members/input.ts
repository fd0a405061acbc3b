import { orders } from "./orders";

export class OrderFeed {
  static #instances = new Map<string, OrderFeed>();

  static {
    try {
      orders.open();
    } catch (err) {
      throw err;
    }
  }

  readonly reloadFeed = async (): Promise<void> => {
    try {
      await orders.open();
    } catch (err) {
      throw err;
    }
  };

  get lineCount(): number {
    try {
      return orders.count(OrderFeed.#instances);
    } catch (err) {
      throw err;
    }
  }

  constructor(private readonly feedId: string) {
    try {
      orders.register(feedId);
    } catch (err) {
      throw err;
    }
  }
}

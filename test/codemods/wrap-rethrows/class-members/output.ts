import { orders } from "./orders";
import { AppError } from "./errors";

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
      throw AppError.wrap(err, "could not reload feed");
    }
  };

  get lineCount(): number {
    try {
      return orders.count(OrderFeed.#instances);
    } catch (err) {
      throw AppError.wrap(err, "could not read line count");
    }
  }

  constructor(private readonly feedId: string) {
    try {
      orders.register(feedId);
    } catch (err) {
      throw AppError.wrap(err, "could not create order feed", { context: { feedId } });
    }
  }
}

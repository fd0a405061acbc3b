import { Injectable, Retry } from "./framework";
import { Orders } from "./orders";
import { AppError } from "./errors";

@Injectable()
export class OrdersService {
  constructor(private readonly orders: Orders) {}

  @Retry({ times: 3 })
  async load(orderId: string): Promise<Order> {
    try {
      return await this.orders.find(orderId);
    } catch (err) {
      throw AppError.wrap(err, "could not load orders", { context: { orderId } });
    }
  }

  get(id: string): Promise<Order>;
  get(id: string, fallback: Order): Promise<Order>;
  async get(id: string, fallback?: Order) {
    try {
      return await this.orders.find(id);
    } catch (err) {
      console.warn(err);
      throw AppError.wrap(err, "could not get orders", { context: { id } });
    }
  }
}

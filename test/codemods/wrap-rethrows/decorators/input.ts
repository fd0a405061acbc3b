import { Injectable, Retry } from "./framework";
import { Orders } from "./orders";

@Injectable()
export class OrdersService {
  constructor(private readonly orders: Orders) {}

  @Retry({ times: 3 })
  async load(orderId: string): Promise<Order> {
    try {
      return await this.orders.find(orderId);
    } catch (err) {
      throw err;
    }
  }

  get(id: string): Promise<Order>;
  get(id: string, fallback: Order): Promise<Order>;
  async get(id: string, fallback?: Order) {
    try {
      return await this.orders.find(id);
    } catch (err) {
      console.warn(err);
      throw err;
    }
  }
}

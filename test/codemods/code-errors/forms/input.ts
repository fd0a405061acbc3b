import createError from "http-errors";
import { Controller, Get } from "./framework";

export function fail(message: string): never;
export function fail(): never {
  throw createError(400, "invalid order");
}

export function* lines(orderId: string) {
  if (!orderId) throw createError(404, "no such order");
  yield 1;
}

@Controller("orders")
export class Orders {
  constructor(private readonly id: string) {
    if (!id) throw createError(400, "invalid order");
  }

  @Get(":id")
  async get(orderId: string): Promise<Order> {
    return (await this.find(orderId)) ?? reject(createError(404, `no order ${orderId} of ${this.id}`));
  }

  get total(): never {
    throw createError(501, "totals are not implemented");
  }
}

export const load = (id: string) => new Promise<Order>((resolve, reject) => {
  if (!id) return reject(createError(404, "no such order"));
  resolve(id);
});

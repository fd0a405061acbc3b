import createError from "http-errors";
import { Controller, Get } from "./framework";
import { AppError } from "./errors";

export function fail(message: string): never;
export function fail(): never {
  throw new AppError("INVALID_INPUT", "invalid order");
}

export function* lines(orderId: string) {
  if (!orderId) throw new AppError("NOT_FOUND", "no such order");
  yield 1;
}

@Controller("orders")
export class Orders {
  constructor(private readonly id: string) {
    if (!id) throw new AppError("INVALID_INPUT", "invalid order");
  }

  @Get(":id")
  async get(orderId: string): Promise<Order> {
    return (await this.find(orderId)) ?? reject(createError(404, `no order ${orderId} of ${this.id}`));
  }

  get total(): never {
    throw new AppError("UNIMPLEMENTED", "totals are not implemented");
  }
}

export const load = (id: string) => new Promise<Order>((resolve, reject) => {
  if (!id) return reject(new AppError("NOT_FOUND", "no such order"));
  resolve(id);
});

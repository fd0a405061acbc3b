import { AppError, DomainError } from "./errors";

export class OrderGone extends AppError {
  constructor(orderId: string) {
    super("NOT_FOUND", "order is gone", { context: { orderId } });
  }
}

export function load(id: string, done: (error: Error | null) => void) {
  if (!id) {
    done(new AppError("INVALID_INPUT", "no such id", { context: { id } }));
    return;
  }
  throw new DomainError({ code: "NOT_FOUND", message: "order not found", data: { id } });
}

export const failing = (id: string) =>
  new AppError(
    "CONFLICT",
    "order was changed by somebody else in the meantime, and is not as it was when it was read",
    { context: { when: "now", id } },
  );

export const closing = (ids: readonly string[]) => new AppError("CONFLICT", "orders are open", { context: { ids } });

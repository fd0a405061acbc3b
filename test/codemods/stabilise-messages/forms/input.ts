import { AppError, DomainError } from "./errors";

export class OrderGone extends AppError {
  constructor(orderId: string) {
    super("NOT_FOUND", `order ${orderId} is gone`);
  }
}

export function load(id: string, done: (error: Error | null) => void) {
  if (!id) {
    done(new AppError("INVALID_INPUT", `no such id: ${id}`));
    return;
  }
  throw new DomainError({ code: "NOT_FOUND", message: `order ${id} not found` });
}

export const failing = (id: string) =>
  new AppError(
    "CONFLICT",
    `order ${id} was changed by somebody else in the meantime, and is not as it was when it was read`,
    { context: { when: "now" } },
  );

export const closing = (ids: readonly string[]) => new AppError("CONFLICT", `orders are open: ${ids.join(", ")}`);

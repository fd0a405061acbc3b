import { AppError } from "./errors";

export function load(id: string) {
  throw new AppError("NOT_FOUND", `order ${id} not found`);
}

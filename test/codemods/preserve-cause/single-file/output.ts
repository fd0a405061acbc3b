import { InternalServerErrorException } from "@nestjs/common";
import { AppError } from "./errors";

export async function load(orderId: string) {
  try {
    return await read(orderId);
  } catch (err: any) {
    if (err.code === "P2025") throw new AppError("NOT_FOUND", "order not found");
    throw new Error("could not load order: " + err.message);
  }
}

export async function find(orderId: string) {
  try {
    return await read(orderId);
  } catch (err) {
    throw new InternalServerErrorException("no answer");
  }
}

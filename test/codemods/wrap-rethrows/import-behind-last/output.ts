import { z } from "zod"; // the schema's types
import {
  orders,
} from './orders';
import { AppError } from "./errors";

export const schema = z.object({});

export async function loadOrder() {
  try {
    return await orders.find();
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}

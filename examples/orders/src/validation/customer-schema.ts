import { z } from "zod";

export const customerSchema = z.object({
  email: z.email(),
  name: z.string().min(1),
});

export const couponSchema = z.object({
  code: z.string().min(3),
  percent: z.number().int().min(1).max(100),
});

export const paymentSchema = z.object({
  orderId: z.uuid(),
  cardToken: z.string().min(1),
});

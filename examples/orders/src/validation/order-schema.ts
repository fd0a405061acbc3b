import { z } from "zod";

export const orderLineSchema = z.object({
  sku: z.string().min(1),
  quantity: z.number().int().positive(),
  unitPrice: z.number().int().nonnegative(),
});

export const orderSchema = z.object({
  id: z.uuid().optional(),
  customerId: z.uuid(),
  lines: z.array(orderLineSchema).min(1),
  couponCode: z.string().optional(),
});

export const linesSchema = z.object({ lines: z.array(orderLineSchema).min(1) });

export type OrderInput = z.infer<typeof orderSchema>;

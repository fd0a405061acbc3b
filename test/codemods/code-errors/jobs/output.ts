import { Worker } from "bullmq";
import { AppError } from "./errors";

export const worker = new Worker("invoices", async (job) => {
  const order = await orders.find(job.data.orderId);
  if (!order) throw new Error("order not found");
  if (!settings.stripeKey) throw new AppError("INTERNAL_ERROR", "Stripe secret key not found");
  if (order.age > 90) throw new AppError("TIMEOUT", "the export timed out");
  return order;
});

import { Worker } from "bullmq";

export const worker = new Worker("invoices", async (job) => {
  const order = await orders.find(job.data.orderId);
  if (!order) throw new Error("order not found");
  if (!settings.stripeKey) throw new Error("Stripe secret key not found");
  if (order.age > 90) throw new Error("the export timed out");
  return order;
});

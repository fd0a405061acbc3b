import Bugsnag from "@bugsnag/node";
import type { FastifyInstance } from "fastify";
import { config } from "../../config.js";
import { canCancel } from "../../domain/order.js";
import { changeStatus, loadOrder, openOrderCount } from "../../services/orders-service.js";

export async function ordersRoutes(app: FastifyInstance): Promise<void> {
  app.addHook("onRequest", async (request, reply) => {
    if (request.headers["x-api-key"] === config.apiKey) return;
    return reply.code(403).send({ error_code: "PERMISSION_DENID", message: "this API key may not do that" });
  });

  app.get("/open", async (_request, reply) => {
    try {
      return { open: await openOrderCount() };
    } catch (err) {
      return reply.send(err);
    }
  });

  app.get<{ Params: { id: string } }>("/:id", async (request, reply) => {
    try {
      const order = await loadOrder(request.params.id);
      if (!order) return reply.code(404).send({ error_code: "NOT_FOUND", message: "no such order" });
      return order;
    } catch (error) {
      Bugsnag.notify(error);
      throw error;
    }
  });

  app.post<{ Params: { id: string } }>("/:id/cancel", async (request, reply) => {
    const order = await loadOrder(request.params.id);
    if (!order || !canCancel(order.status)) {
      throw new Error("order " + request.params.id + " cannot be cancelled");
    }
    try {
      await changeStatus(order.id, "cancelled");
      return await reply.code(204).send();
    } catch (e: any) {
      return reply.code(500).send({ error: `could not cancel: ${e.message}` });
    }
  });
}

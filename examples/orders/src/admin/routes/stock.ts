import type { FastifyInstance } from "fastify";
import { logger } from "../../logger.js";
import { available, listStock, restock } from "../../services/stock-service.js";

interface RestockBody {
  quantity: number;
}

export async function stockRoutes(app: FastifyInstance): Promise<void> {
  app.get("/", async (_request, reply) => {
    try {
      return await listStock();
    } catch (err: any) {
      logger.error({ err }, "stock unavailable");
      return reply.code(500).send({ error: err.message });
    }
  });

  app.get<{ Params: { sku: string } }>("/:sku", async (request) => {
    return { sku: request.params.sku, available: await available(request.params.sku) };
  });

  app.post<{ Params: { sku: string }; Body: RestockBody }>("/:sku", async (request, reply) => {
    if (request.body.quantity > 10_000) {
      throw new RangeError(`no room for ${request.body.quantity} of ${request.params.sku}`);
    }
    try {
      await restock(request.params.sku, request.body.quantity);
    } catch (error) {
      logger.error({ err: error }, "restock failed");
      throw error;
    }
    return reply.code(201).send({ sku: request.params.sku });
  });
}

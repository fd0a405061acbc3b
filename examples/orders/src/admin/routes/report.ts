import type { FastifyInstance } from "fastify";
import { logger } from "../../logger.js";
import { revenue } from "../../services/invoices-service.js";

export async function reportRoutes(app: FastifyInstance): Promise<void> {
  app.get("/revenue", async (_request, reply) => {
    let amount: number;
    try {
      amount = await revenue();
    } catch (err) {
      logger.error({ err }, "revenue unavailable");
      return reply.code(500).send({ error: (err as Error).message });
    }
    return { revenue: amount };
  });
}

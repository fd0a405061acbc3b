import express, { type Express } from "express";
import { AppError } from "./errors/app-error.ts";
import { createErrorBoundary, requestId } from "./errors/boundary-express.ts";
import { notify as notifyTeam } from "./errors/notify.ts";
import { fromResponse } from "./errors/remote.ts";
import type { Notify } from "./errors/report.ts";
import { outgoingHeaders } from "./errors/request-context.ts";

/** The service of orders, which asks that of prices. */
export function createApp(pricing: string, notify: Notify = notifyTeam): Express {
  const app = express();
  app.use(requestId);
  app.get("/orders/:item", async (req, res) => {
    res.json({ item: req.params.item, price: await loadPrice(pricing, req.params.item) });
  });
  app.use(createErrorBoundary({ notify }));
  return app;
}

async function loadPrice(pricing: string, item: string): Promise<number> {
  const response = await ask(`${pricing}/prices/${encodeURIComponent(item)}`, item);
  if (!response.ok)
    throw await fromResponse(response, "could not load price", { passOn: ["ITEM_NOT_FOUND"], context: { item } });
  const { price } = (await response.json()) as { price: number };
  return price;
}

async function ask(url: string, item: string): Promise<Response> {
  try {
    return await fetch(url, { headers: outgoingHeaders() });
  } catch (err) {
    throw AppError.wrap(err, "could not reach prices", { code: "UNREACHABLE", context: { item } });
  }
}

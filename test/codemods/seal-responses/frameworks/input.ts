import type { Context, Handler, S3Event } from "aws-lambda";
import fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import { listOrders, loadOrder } from "./orders";

const app = fastify();

app.get("/orders", async (request, reply) => {
  try {
    return await listOrders();
  } catch (err) {
    return reply.code(500).send({ error: err.message });
  }
});

app.get("/orders/raw", async (request, reply) => {
  try {
    return await listOrders();
  } catch (err) {
    return reply.send(err);
  }
});

app.get("/orders/:id", async (request, reply) => {
  try {
    return await loadOrder(request.params.id);
  } catch (err) {
    reply.code(404);
    return { error: err.message };
  }
});

const koa = new Koa();

koa.use(async (ctx) => {
  try {
    ctx.body = await listOrders();
  } catch (err) {
    ctx.status = 500;
    ctx.body = { error: err.message };
  }
});

const hono = new Hono();

hono.get("/orders", async (c) => {
  try {
    return c.json(await listOrders());
  } catch (err) {
    return c.json({ error: err.message }, 500);
  }
});

hono.get("/orders/:id", async (c) => {
  try {
    return c.json(await loadOrder(c.req.param("id")));
  } catch (err) {
    return Response.json({ error: err.message }, { status: 404 });
  }
});

export const handler = async (event: S3Event, context: Context) => {
  try {
    await loadOrder(event.Records[0].s3.object.key);
  } catch (err) {
    console.error(err);
    context.done(err);
  }
};

export const list: Handler = async (event) => {
  return listOrders()
    .then((orders) => new OrderResponse(200, orders))
    .catch((answer: OrderResponse) => {
      console.error(answer.body);
      return answer;
    });
};

import express from "express";
import { toQuery } from "./to-query";
import { AppError } from "./errors";

export const app = express();

app.use(function readFilter(req, res, next) {
  try {
    const tags = String(req.query.tags ?? "").split(",").map((tag) => tag.trim());
    res.locals.filter = { ...req.query, tags, at: new Date(), keys: Object.keys(req.query) };
    next();
  } catch (err) {
    next(err);
  }
});

export function createLabel(order: Order) {
  try {
    if (!order.items.length) return "empty";
    return JSON.stringify({ id: order.id, count: Number(order.items.length) });
  } catch (err) {
    console.error("no label");
    throw err;
  }
}

export function loadFilter(order: Order) {
  try {
    return { id: order.id, query: toQuery(order) };
  } catch (err) {
    console.error("no filter");
    throw AppError.wrap(err, "could not load filter");
  }
}

export function readSettings(text: string) {
  try {
    const settings = JSON.parse(text);
    return settings.orders;
  } catch (err) {
    console.error("no settings");
    throw AppError.wrap(err, "could not read settings");
  }
}

export function findLink(order: Order) {
  try {
    return new URL(order.link).host;
  } catch (err) {
    console.error("no link");
    throw AppError.wrap(err, "could not find link");
  }
}

export async function listLinks(orders: Orders) {
  try {
    const found = [];
    for await (const order of orders) found.push(order.link);
    return found;
  } catch (err) {
    console.error("no links");
    throw AppError.wrap(err, "could not list links");
  }
}

export function sendOrders(orders: Order[]) {
  try {
    orders.forEach((order) => {
      order.send();
    });
  } catch (err) {
    console.error("not sent");
    throw AppError.wrap(err, "could not send orders");
  }
}

import express from "express";
import { orders } from "./orders";
import { AppError } from "./errors";

const app = express();

app.get("/orders/:id", async (req, res) => {
  const orderId = req.params.id;
  try {
    res.json(await orders.find(orderId));
  } catch (err) {
    throw err;
  }
});

export async function loadOrder(id: string) {
  try {
    return await orders.find(id);
  } catch (err) {
    throw err;
  }
}

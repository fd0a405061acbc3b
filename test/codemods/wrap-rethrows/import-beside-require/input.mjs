import { createRequire } from "node:module";
import { orders } from "./orders.js";

const require = createRequire(import.meta.url);
const { audit } = require("./audit.cjs");

export async function loadOrder(orderId) {
  try {
    return audit(await orders.find(orderId));
  } catch (err) {
    throw err;
  }
}

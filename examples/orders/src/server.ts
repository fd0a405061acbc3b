import type { AddressInfo } from "node:net";
import { app } from "./app.js";
import { config } from "./config.js";
import { startMonitoring } from "./monitoring/report.js";
import { startConsumer } from "./workers/order-consumer.js";
import { orderQueue } from "./workers/queue.js";

startMonitoring();
startConsumer(orderQueue);

const server = app.listen(config.port, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(`orders API listening on http://127.0.0.1:${port}`);
});

process.once("SIGTERM", () => server.close());

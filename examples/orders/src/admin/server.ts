import { config } from "../config.js";
import { startMonitoring } from "../monitoring/report.js";
import { app } from "./app.js";

startMonitoring();

const address = await app.listen({ port: config.adminPort, host: "127.0.0.1" });
console.log(`orders admin listening on ${address}`);

process.once("SIGTERM", () => void app.close());

import { destination, pino } from "pino";
import { config } from "./config.js";

export const logger = pino({ name: "orders", level: config.logLevel }, destination({ fd: 2, sync: true }));

import { fastify } from "fastify";
import { ordersRoutes } from "./routes/orders.js";
import { reportRoutes } from "./routes/report.js";
import { stockRoutes } from "./routes/stock.js";

const app = fastify({ logger: false });

app.register(ordersRoutes, { prefix: "/admin/orders" });
app.register(stockRoutes, { prefix: "/admin/stock" });
app.register(reportRoutes, { prefix: "/admin/report" });

export { app };

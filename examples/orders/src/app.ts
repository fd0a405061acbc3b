import express from "express";
import { couponsRouter } from "./routes/coupons.js";
import { customersRouter } from "./routes/customers.js";
import { exportsRouter } from "./routes/exports.js";
import { healthRouter } from "./routes/health.js";
import { invoicesRouter } from "./routes/invoices.js";
import { ordersRouter } from "./routes/orders.js";
import { paymentsRouter } from "./routes/payments.js";
import { shipmentsRouter } from "./routes/shipments.js";
import { webhooksRouter } from "./routes/webhooks.js";

const app = express();

app.disable("x-powered-by");
app.use(express.json({ limit: "100kb" }));

app.use("/health", healthRouter);
app.use("/orders", ordersRouter);
app.use("/customers", customersRouter);
app.use("/invoices", invoicesRouter);
app.use("/coupons", couponsRouter);
app.use("/payments", paymentsRouter);
app.use("/shipments", shipmentsRouter);
app.use("/exports", exportsRouter);
app.use("/webhooks", webhooksRouter);

export { app };

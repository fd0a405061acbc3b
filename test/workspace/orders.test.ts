import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { contractOf, indexOf, listenersOf, notifyingOf, packageOf, readFolder } from "./workspace.ts";

const folder = fileURLToPath(new URL("../../examples/orders", import.meta.url));

interface Expected {
  readonly refused: readonly { readonly file: string; readonly code: string; readonly reason: string }[];
}

const { refused } = JSON.parse(readFileSync(new URL("../examples/orders.json", import.meta.url), "utf8")) as Expected;

/** The example as it is once the boundaries are mounted. */
function readMounted(): Record<string, string> {
  const files = readFolder(folder);
  const mount = (path: string, module: string, statement: string): void => {
    const text = files[path] ?? "";
    files[path] =
      `import { errorBoundary } from "${module}";\n${text.replace("export { app }", `${statement}\nexport { app }`)}`;
  };
  mount("src/app.ts", "./errors/boundary-express.js", "app.use(errorBoundary);");
  mount("src/admin/app.ts", "../errors/boundary-fastify.js", "app.setErrorHandler(errorBoundary);");
  return files;
}

const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors/app-error", code: 0, message: 1, options: 2, canonical: true }],
  notifiers: [{ name: "report", module: "./src/monitoring/report", argument: 0 }],
  boundaries: ["express", "fastify"].map((framework) => ({
    name: "errorBoundary",
    module: `./src/errors/boundary-${framework}`,
    notifies: true,
    covers: [framework === "express" ? "src/routes/**" : "src/admin/**"],
  })),
});

const index = indexOf(readMounted(), { contract, packages: [packageOf("", { express: "5.3.0", fastify: "5.12.8" })] });

it.each([
  ["src/repositories/orders-repository.ts", "insertOrder", "`saveOrder`"],
  ["src/services/order-writer.ts", "writeOrder", "`saveOrder`"],
  ["src/repositories/customers-repository.ts", "insertCustomer", "`POST /` in src/routes/customers.ts"],
  ["src/repositories/stock-repository.ts", "takeStock", "`startConsumer`"],
  ["src/services/stock-service.ts", "reserve", "`startConsumer`"],
  ["src/workers/order-consumer.ts", "applyEvent", "`startConsumer`"],
  ["src/clients/payment-client.ts", "sendCharge", "`chargeCard`"],
  ["src/clients/http-json.ts", "postJson", "`chargeCard`"],
  ["src/export/order-export.ts", "readExport", "`GET /:name` in src/routes/exports.ts"],
])("a wrap in %s, %s, would cut off %s", (path, name, listener) => {
  const isLeft = refused.some(({ file, code }) => file === path && !code.startsWith("Bugsnag"));
  expect(isLeft).toBe(/chargeCard|:name/.test(listener)); // the others are rewritten with the wraps
  expect(listenersOf(index, path, name)).toMatch(new RegExp(`^${listener}.* asks `));
});

it.each([
  ["src/repositories/orders-repository.ts", "findOrder"],
  ["src/repositories/orders-repository.ts", "findOrdersOf"],
  ["src/repositories/orders-repository.ts", "countOrders"],
  ["src/repositories/customers-repository.ts", "findCustomer"],
  ["src/repositories/invoices-repository.ts", "findAllInvoices"],
  ["src/services/orders-service.ts", "loadOrder"],
  ["src/services/orders-service.ts", "deleteOrder"],
  ["src/clients/carrier-client.ts", "bookParcel"],
  ["src/clients/http-json.ts", "getJson"],
])("a wrap in %s, %s, cuts nobody off", (path, name) => {
  expect(listenersOf(index, path, name)).toBeNull();
});

it.each([
  ["src/repositories/stock-repository.ts", "addStock", "it may end in `startConsumer`"],
  ["src/workers/order-consumer.ts", "applyEvent", "it may end in `startConsumer`"],
  ["src/repositories/loyalty-repository.ts", "addPoints", "it may end in `awardPoints`"],
  ["src/workers/nightly-report.ts", "readOpenOrders", "`runNightlyReport`"],
])("a notify in %s, %s, is the only one", (path, name, reason) => {
  expect(notifyingOf(index, path, name)).toContain(reason);
});

it.each([
  ["src/repositories/orders-repository.ts", "findOrder"],
  ["src/services/orders-service.ts", "loadOrder"],
  ["src/repositories/customers-repository.ts", "findCustomer"],
  ["src/services/customers-service.ts", "loadCustomer"],
  ["src/services/stock-service.ts", "restock"],
])("a notify in %s, %s, is one too many", (path, name) => {
  expect(notifyingOf(index, path, name)).toBeNull();
});

it("a notify is one too many as soon as the handler above leaves the answer to the boundary", () => {
  const [path, name, handler] = [
    "src/repositories/coupons-repository.ts",
    "saveCoupon",
    "src/routes/coupons.ts",
  ] as const;
  expect(notifyingOf(index, path, name)).toContain(`it may end in \`POST /\` in ${handler}`);
  const files = readMounted();
  const sealed = files[handler]?.replace("res.status(500).json({ ok: false, error: error.stack });", "throw error;");
  expect(sealed).not.toBe(files[handler]);
  expect(notifyingOf(indexOf({ ...files, [handler]: sealed ?? "" }, { contract }), path, name)).toBeNull();
});

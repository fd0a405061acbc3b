import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createApp } from "../src/app.ts";

it("says of a service that it cannot reach only what a client may see", async () => {
  const told: unknown[] = [];
  const server = createServer(createApp("http://127.0.0.1:1", (err) => told.push(err)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${String(port)}/orders/7`);
  server.close();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({
    error_code: "UNREACHABLE",
    message: "service unavailable",
    context: {},
  });
  expect(told).toMatchObject([{ message: "could not reach prices", context: { item: "7" } }]);
});

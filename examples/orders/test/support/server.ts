import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Running {
  url: string;
  close(): Promise<void>;
}

export interface Seen {
  method: string;
  path: string;
  body: string;
}

/** Serves on a free port of the loopback interface. */
export async function serve(listener: http.RequestListener): Promise<Running> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Serves canned replies, the last one for ever, and remembers what it was asked. */
export async function serveReplies(
  replies: { status: number; body: unknown }[],
): Promise<Running & { readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const running = await serve((req, res) => {
    let body = "";
    req.on("data", (chunk) => (body += chunk));
    req.on("end", () => {
      seen.push({ method: req.method ?? "", path: req.url ?? "", body });
      const reply = replies[Math.min(seen.length, replies.length) - 1] ?? { status: 200, body: null };
      res.writeHead(reply.status, { "content-type": "application/json" }).end(JSON.stringify(reply.body));
    });
  });
  return { ...running, seen };
}

export function send(method: string, url: string, body?: unknown, headers: Record<string, string> = {}) {
  return fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

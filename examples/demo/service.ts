import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { DemoError } from "./claim.ts";

/** Which process answers a call: the API, the admin API, or the API while the store is away. */
export type Entry = "api" | "admin" | "offline";

const entries = {
  api: { script: "dist/server.js", env: {} },
  admin: { script: "dist/admin/server.js", env: {} },
  offline: { script: "dist/server.js", env: { STORE_OFFLINE: "customers,invoices" } },
} satisfies Record<Entry, { script: string; env: Record<string, string> }>;

/** The service's processes, and where they listen. */
export interface Service {
  readonly urls: Readonly<Record<Entry, string>>;
  readonly stop: () => void;
}

/** Starts what was built in a folder. Throws `SERVICE_NOT_STARTED`. */
export async function startService(folder: string, collector: string): Promise<Service> {
  const children: ChildProcess[] = [];
  const start = async (entry: Entry): Promise<string> => {
    const { script, env } = entries[entry];
    const child = spawn(process.execPath, [script], { cwd: folder, env: toEnvironment(collector, env) });
    children.push(child);
    const output = text(child.stderr);
    const url = await findUrl(child.stdout);
    if (url !== null) return url;
    throw new DemoError("SERVICE_NOT_STARTED", "the service ended at once", {
      context: { script, output: await output },
    });
  };
  const [api, admin, offline] = await Promise.all([start("api"), start("admin"), start("offline")]);
  return {
    urls: { api, admin, offline },
    stop: () => {
      for (const child of children) child.kill("SIGKILL");
    },
  };
}

function toEnvironment(collector: string, own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const ports = { PORT: "0", ADMIN_PORT: "0" };
  return { ...process.env, ...ports, NODE_ENV: "production", BUGSNAG_ENDPOINT: collector, LOG_LEVEL: "silent", ...own };
}

/** The address that a process says it listens on; `null` if it ends before. */
async function findUrl(stdout: NodeJS.ReadableStream): Promise<string | null> {
  const lines = createInterface({ input: stdout });
  for await (const line of lines) {
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  return null;
}

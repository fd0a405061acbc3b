import { spawn } from "node:child_process";

/** How a language server is started: a script and its arguments. */
export interface Start {
  readonly script: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a server asks the editor, by method. What is not answered here is answered by `null`. */
export type Answers = Readonly<Record<string, (params: Asked) => unknown>>;

/** What a server may ask, as far as it is answered. */
export interface Asked {
  readonly items?: readonly unknown[];
  readonly edit?: object;
}

export interface Connection {
  /** Of the server's process. */
  readonly pid: number | undefined;
  request(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): void;
  stop(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Asked;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Starts a language server, and speaks JSON-RPC with it over its standard streams. */
export function startServer({ script, args, cwd, env = {} }: Start, answers: Answers): Connection {
  const child = spawn(process.execPath, [script, ...args], { cwd, env: { ...process.env, ...env } });
  const pending = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const send = (message: Message | object): void => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  readMessages(child.stdout, ({ id, method, params = {}, result, error }) => {
    if (id === undefined) return;
    if (method !== undefined) return send({ id, result: answers[method]?.(params) ?? null });
    const waiting = pending.get(id);
    pending.delete(id);
    if (error) waiting?.reject(new Error(`The language server failed: ${error.message}`));
    else waiting?.resolve(result);
  });
  let last = 0;
  return {
    pid: child.pid,
    stop: () => void child.kill(),
    notify: (method, params) => send({ method, params }),
    request: (method, params) =>
      new Promise((resolve, reject) => {
        pending.set(++last, { resolve, reject });
        send({ id: last, method, params });
      }),
  };
}

function readMessages(stream: NodeJS.ReadableStream, onMessage: (message: Message) => void): void {
  let rest = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let next = parseMessage(rest); next !== null; next = parseMessage(rest)) {
      rest = rest.subarray(next.end);
      onMessage(next.message);
    }
  });
}

/** The first message in what was received, or `null` while it is not whole. */
function parseMessage(bytes: Buffer): { readonly message: Message; readonly end: number } | null {
  const header = bytes.indexOf("\r\n\r\n");
  if (header < 0) return null;
  const length = Number(/Content-Length: (\d+)/i.exec(bytes.toString("ascii", 0, header))?.[1]);
  const end = header + 4 + length;
  if (bytes.length < end) return null;
  return { message: JSON.parse(bytes.toString("utf8", header + 4, end)) as Message, end };
}

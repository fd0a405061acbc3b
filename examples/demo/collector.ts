import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";

/** One event as Bugsnag would have got it. */
export interface BugsnagReport {
  /** The key by which events are grouped; `null` where the notifier leaves it to the service. */
  readonly group: string | null;
  /** The messages of the error and its causes, outermost first. */
  readonly messages: readonly string[];
}

interface Payload {
  readonly events?: readonly {
    readonly groupingHash?: string;
    readonly exceptions: readonly { readonly message: string }[];
  }[];
}

/** A stand-in for Bugsnag's server, on this machine. */
export interface Collector {
  readonly url: string;
  /** The reports since the last call, once there are as many as expected (or have not come) and no more arrive. */
  readonly take: (expected: number) => Promise<BugsnagReport[]>;
  readonly close: () => void;
}

const quietMs = 250;
const mostMs = 5_000;

export async function startCollector(): Promise<Collector> {
  const reports: BugsnagReport[] = [];
  const server = createServer((request, response) => {
    void text(request).then((payload) => {
      reports.push(...toReports(payload));
      response.writeHead(202).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    take: async (expected) => {
      for (let waited = 0; reports.length < expected && waited < mostMs; waited += quietMs) await setTimeout(quietMs);
      let known = -1;
      while (known !== reports.length) {
        known = reports.length;
        await setTimeout(quietMs);
      }
      return reports.splice(0);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function toReports(payload: string): BugsnagReport[] {
  const { events = [] } = JSON.parse(payload) as Payload;
  return events.map(({ groupingHash, exceptions }) => ({
    group: groupingHash ?? null,
    messages: exceptions.map(({ message }) => message),
  }));
}

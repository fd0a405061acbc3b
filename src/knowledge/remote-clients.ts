/** A library by which a service calls another one over the network. */
export interface RemoteClient {
  readonly title: string;
  readonly modules: readonly string[];
  /** Paths from the module (or from a client that it makes) that call; `""` is the export itself. Absent: every call of a made client. */
  readonly calls: readonly string[] | null;
  /** Makes clients: `axios.create()`, `createClient(OrderService, transport)`. */
  readonly factories: readonly string[];
  /** An error answer rejects, rather than resolve with a response that says `ok: false`. */
  readonly rejects: boolean;
}

const verbs = ["get", "post", "put", "patch", "delete", "head", "request"];

export const remoteClients: readonly RemoteClient[] = [
  {
    title: "fetch",
    modules: ["node-fetch", "cross-fetch", "isomorphic-fetch"],
    calls: ["", "fetch"],
    factories: [],
    rejects: false,
  },
  { title: "undici", modules: ["undici"], calls: ["fetch", "request"], factories: [], rejects: false },
  { title: "axios", modules: ["axios"], calls: ["", ...verbs], factories: ["create"], rejects: true },
  {
    title: "got",
    modules: ["got"],
    calls: ["", "got", ...verbs.flatMap((verb) => [verb, `got.${verb}`])],
    factories: ["extend", "got.extend"],
    rejects: true,
  },
  { title: "ky", modules: ["ky"], calls: ["", ...verbs], factories: ["create", "extend"], rejects: true },
  {
    title: "Connect",
    modules: ["@connectrpc/connect"],
    calls: null,
    factories: ["createClient", "createPromiseClient"],
    rejects: true,
  },
];

/** Calls that answer with a response and are no package's. */
export const globalFetches: readonly string[] = ["fetch", "globalThis.fetch", "window.fetch", "self.fetch"];

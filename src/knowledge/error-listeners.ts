/** An option by which a package is given a function that takes errors. */
export interface ErrorListener {
  /** Whose calls take it. */
  readonly module: string;
  /** The keys that lead to it, in the first argument that is an object. */
  readonly keys: readonly string[];
}

/** Proxies tell of what failed on their way to a target, with the request and the response that wait for it. */
export const errorListeners: readonly ErrorListener[] = [
  { module: "http-proxy-middleware", keys: ["on", "error"] },
  { module: "http-proxy-middleware", keys: ["onError"] },
  { module: "express-http-proxy", keys: ["proxyErrorHandler"] },
];

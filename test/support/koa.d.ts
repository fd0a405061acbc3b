/** As far as it is used here: the package has no types. */
declare module "koa" {
  import type { RequestListener } from "node:http";

  export default class Koa {
    use(middleware: (context: { path: string; set(name: string, value: string): void }) => unknown): void;
    on(event: "error", listener: (err: unknown) => void): void;
    callback(): RequestListener;
  }
}

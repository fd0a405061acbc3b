/*
 * Frameworks as far as tests drive them. Their own types are held against what is generated in test/generate/compile.test.ts,
 * by which nobody else has to load them.
 */

declare module "koa" {
  import type { RequestListener } from "node:http";

  export default class Koa {
    use(middleware: (context: { path: string; set(fields: object): void }) => unknown): void;
    on(event: "error", listener: (err: unknown) => void): void;
    callback(): RequestListener;
  }
}

declare module "hono" {
  export interface Context {
    readonly req: { param(name: string): string };
    readonly res: Response;
    header(name: string, value: string): void;
  }

  export class Hono {
    use(middleware: object): void;
    onError(boundary: object): void;
    get(path: string, handler: (context: Context) => unknown): void;
    request(path: string, init: RequestInit): Promise<Response>;
  }
}

declare module "reflect-metadata" {}

declare module "@nestjs/common" {
  export function Controller(): (target: object) => void;
  export function Get(path: string): (target: object, name: string, descriptor: PropertyDescriptor) => void;
  export function Header(
    name: string,
    value: string,
  ): (target: object, name: string, descriptor: PropertyDescriptor) => void;
  export function Req(): (target: object, name: string, index: number) => void;
}

declare module "@nestjs/core" {
  export const NestFactory: {
    create(
      module: { readonly module: object; readonly controllers: readonly object[] },
      options: object,
    ): Promise<{
      use(middleware: object): void;
      useGlobalFilters(filter: object): void;
      listen(port: number, host: string): Promise<void>;
      getUrl(): Promise<string>;
      getHttpAdapter(): { getInstance(): unknown };
      close(): Promise<void>;
    }>;
  };
}

declare module "@trpc/server" {
  interface Procedure {
    query(resolver: () => unknown): object;
  }
  interface Instance {
    readonly procedure: Procedure & { input(parser: (value: unknown) => unknown): Procedure };
    router(procedures: object): object;
  }
  export const initTRPC: { create(options: object): Instance };
  export class TRPCError extends Error {
    constructor(options: { readonly code: string; readonly message: string });
  }
}

declare module "@trpc/server/adapters/standalone" {
  import type { RequestListener } from "node:http";

  export function createHTTPHandler(options: object): RequestListener;
}

declare module "@apollo/server" {
  interface Body {
    readonly kind: string;
    readonly singleResult: { readonly errors?: readonly unknown[] };
  }
  export class ApolloServer {
    constructor(options: object);
    stop(): Promise<void>;
    executeOperation(request: { readonly query: string }): Promise<{ readonly body: Body }>;
  }
}

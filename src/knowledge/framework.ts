/** What a function's parameter is to the framework that calls it. */
export type Role = "error" | "request" | "response" | "next" | "context" | "reply" | "done" | "callback" | "other";

/**
 * An imported thing: `member` of `module`; `default` and `*` as in ESM. `require(module)` counts as `default` and `*`.
 * A dotted member is a member of a member (`ConnectError.from`); what hangs on the default export has its bare name
 * (`express.Router` is `Router`), for under CommonJS default export and namespace are one.
 */
export interface Export {
  readonly module: string;
  readonly member: string;
}

/** `app.get(path, …handlers)`: a method of an object that the framework made, or of a parameter typed as one. */
export interface Registration {
  /** Methods that take handlers. */
  readonly methods: readonly string[];
  /** Index of the first argument that may be a handler; all that follow may be too, arrays flattened. `last`: only the last. */
  readonly from: number | "last";
  /**
   * Path to the handler inside an object argument: `["options", "handler"]`; `*` stands for every key. Absent when the
   * argument is the function itself.
   */
  readonly keys?: readonly string[];
  /** `boundary` registers error handlers only (`setErrorHandler`, `onError`). */
  readonly role?: "handler" | "boundary";
  /** Literals of the first argument for which it holds: `addHook("onError", f)`. Absent: whatever it is. */
  readonly events?: readonly string[];
  /** Parameter roles, where they are not those of the framework's own `signatures`. */
  readonly signatures?: readonly Signature[];
  /** `false`: what the function returns is not sent, though the framework sends what handlers return. */
  readonly returns?: false;
}

/** `defineEventHandler(f)`, `new Worker(name, f)`: an imported function or class that takes handlers itself. */
export interface HandlerCall extends Omit<Registration, "methods"> {
  readonly callee: Export;
}

/** `app.register((instance) => …)`: a method whose function argument is given an app or a router. */
export interface Nesting {
  readonly methods: readonly string[];
  readonly from: number | "last";
  /** Path to the function inside an object argument. */
  readonly keys?: readonly string[];
  /** Which parameter of that function is the app. */
  readonly parameter: number;
}

/** Functions that are given an app by their type or their wrapper: `const routes: FastifyPluginAsync = (app) => …`, `fp((app) => …)`. */
export interface Plugin {
  /** Imported from `modules`. */
  readonly types: readonly string[];
  /** Calls that take such a function first. */
  readonly calls: readonly Export[];
  /** Which parameter of that function is the app. */
  readonly parameter: number;
}

/** A method of a parameter that gives another: `host.switchToHttp().getResponse()`. */
export interface Accessor {
  readonly on: Role;
  readonly method: string;
  readonly gives: Role;
}

/** An object annotated with a type: `const impl: ServiceImpl<…> = { … }`. */
export interface HandlerObject {
  /** Imported from `modules`. */
  readonly type: string;
  /** Path to the members that are handlers; `*` stands for every key. */
  readonly keys: readonly string[];
}

/** A class that extends or implements a type: `class Auth implements NestMiddleware`. */
export interface HandlerClass {
  /** Imported from `modules`. */
  readonly type: string;
  readonly methods: readonly string[];
  readonly role?: "handler" | "boundary";
  /** Parameter roles, where they are not those of the framework's own `signatures`. */
  readonly signatures?: readonly Signature[];
}

/**
 * Handlers by file convention. `actions.*` is every function in the exported object
 * `actions`, `default.handle` the method of a default-exported class or object.
 */
export interface HandlerFile {
  readonly path: RegExp;
  readonly exports: readonly string[];
  readonly roles: readonly Role[];
  /** Holds only where the file also imports one of `modules`. */
  readonly imported?: true;
  readonly role?: "handler" | "boundary";
  /** `false`: what the function returns is not sent. */
  readonly returns?: false;
}

/** Parameter roles of a handler by its number of declared parameters; the first that fits holds, `any` comes last. */
export interface Signature {
  readonly arity: number | "any";
  readonly roles: readonly Role[];
  readonly boundary?: boolean;
}

/** How something leaves for the client. */
export type Sink =
  /** `res.status(500).json(x)`: a method called on the parameter of that role, or on what its chainable methods return. */
  | {
      readonly kind: "method";
      readonly on: Role;
      readonly path?: readonly string[];
      readonly methods: readonly string[];
      readonly arguments: readonly number[];
      readonly ends: boolean;
      readonly channel?: "body" | "header" | "status-text" | "redirect";
    }
  /** `ctx.body = x`, `res.statusMessage = x`. */
  | {
      readonly kind: "assignment";
      readonly on: Role;
      readonly property: readonly string[];
      readonly channel?: "body" | "status-text" | "header";
    }
  /** The handler's returned value. */
  | { readonly kind: "return" }
  /** `Response.json(x)`, `new Response(x)`, `NextResponse.json(x)`; `module: null` is a global. */
  | {
      readonly kind: "call";
      readonly callee: { readonly module: string | null; readonly member: string };
      readonly construct?: boolean;
      readonly arguments: readonly number[];
      readonly channel?: "body" | "header" | "status-text" | "redirect";
    };

/** `ctx.throw(404, err)`: a method that throws an error which the framework's own renderer reads. */
export interface Thrower {
  readonly on: Role;
  readonly method: string;
  /** Positions of the status, and of the message or of an error whose message is taken over. */
  readonly status: number | null;
  readonly message: number | null;
  readonly error: number | null;
  /** When the message reaches the client. */
  readonly exposes: "always" | "below-500" | "not-500" | "never";
}

/** A web or RPC framework: how to recognise its handlers, what they send, and what becomes of what they throw. */
export interface Framework {
  readonly name: string;
  /** How people spell it: "Express". */
  readonly title: string;
  /** Packages whose import is evidence. */
  readonly modules: readonly string[];
  /** Calls and constructions whose result is an app or a router. */
  readonly factories: readonly Export[];
  /** Methods of an app that return a router or the app itself: `route`. */
  readonly chained?: readonly string[];
  /** Type names (imported from `modules`) of apps and routers. */
  readonly appTypes: readonly string[];
  readonly registrations: readonly Registration[];
  readonly signatures: readonly Signature[];
  /** Type names (imported from `modules`) that give a parameter its role: `{ Request: "request" }`. */
  readonly parameterTypes: Readonly<Record<string, Role>>;
  /** Types of a whole handler function: `RequestHandler`. */
  readonly handlerTypes: readonly string[];
  /** Type names of boundary functions: `ErrorRequestHandler`. */
  readonly boundaryTypes?: readonly string[];
  /** Handlers by decorator (imported from `modules`), and classes by theirs. */
  readonly decorators?: {
    readonly methods: readonly string[];
    readonly classes: readonly string[];
    readonly boundaryClasses: readonly string[];
    readonly parameters: Readonly<Record<string, Role>>;
  };
  /** Handlers by file convention: exported names (`default` too) in paths that match the pattern. */
  readonly files?: readonly HandlerFile[];
  /** Handlers given to an imported function or class. */
  readonly calls?: readonly HandlerCall[];
  readonly nestings?: readonly Nesting[];
  readonly plugins?: readonly Plugin[];
  readonly accessors?: readonly Accessor[];
  readonly objects?: readonly HandlerObject[];
  readonly classes?: readonly HandlerClass[];
  /** A directive that makes the functions below it handlers: "use server". */
  readonly directive?: string;
  /**
   * Methods that end a chain with a handler, where another file of the project may have begun it: `client.inputSchema(s).action(f)` under
   * the directive. Without them, the directive makes every exported function a handler.
   */
  readonly chainEnds?: readonly string[];
  readonly sinks: readonly Sink[];
  /** Parameters that are themselves called to answer, with the positions that the client sees: `callback(err, value)`. */
  readonly answers?: readonly { readonly on: Role; readonly arguments: readonly number[] }[];
  /** Methods of the response that return it: `status`, `type`. */
  readonly chainable: readonly string[];
  /** Methods that set the status, by role: `status`, `code`. */
  readonly status: readonly string[];
  /** Properties that set the status when assigned, as dotted paths: `ctx.status = 404`. */
  readonly statusProperties?: readonly string[];
  /** Literals that `next` takes and that are no error: `next("route")`. */
  readonly passes?: readonly (string | boolean)[];
  /** What is thrown in a handler: is it taken by the framework? By major version where it differs. */
  readonly throws: {
    readonly sync: "forwarded" | "crash";
    readonly async:
      | "forwarded"
      | "unhandled"
      | { readonly since: number; readonly before: "unhandled"; readonly wrappers: readonly string[] };
  };
  /** What a client sees of a raw error that reaches the framework. */
  readonly leaks: "always" | "development" | "never";
  /** One clause for a message: "Fastify sends its message to the client, in production too". */
  readonly fate: string;
  /** Properties of a raw error that the framework reads: `status`, `statusCode`. */
  readonly reads: readonly string[];
  readonly throwers?: readonly Thrower[];
  /** Calls that raise a signal, and thrown values that are one. */
  readonly signals?: readonly { readonly module: string | null; readonly member: string; readonly call: boolean }[];
}

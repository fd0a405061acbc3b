import { frameworks } from "../knowledge/frameworks.ts";
import { isClientStatus } from "../knowledge/status-codes.ts";
import { toListenerReason, toDeed, type Asked, type AskSearch } from "./ask-search.ts";
import type { WorkspaceFunction } from "./functions.ts";
import { isErrorName } from "./is-error-name.ts";
import { toGuessed, toHeeded, type Form, type Manner } from "./manner.ts";
import { hasUnseenCallers } from "./unseen-callers.ts";
import type { Workspace, WorkspaceListener } from "./workspace.ts";

/** Those who listen, and to whom no call leads: above all handlers, of what nobody is seen to call, and of what is emitted. */
export class DistantListeners {
  #hasEmitted = false;

  constructor(
    readonly workspace: Workspace,
    readonly manner: Manner,
    readonly asks: AskSearch,
  ) {}

  /** Error middleware of the project's own reads what a wrap hides; the contract's boundary knows wraps. */
  askAbove(target: WorkspaceFunction, form: Form): string | null {
    const { file } = target;
    const hosts = this.manner.coverage.entrancesOf(target).map(({ framework }) => framework);
    if (hosts.length === 0 || this.workspace.isTest(file)) return null;
    const above = this.workspace
      .listenersOf("boundary")
      .filter(({ file: { contract, functions }, listener: { self } }) => {
        const host = self === null ? null : functions[self]?.boundary?.framework;
        return !contract?.isBoundary && host != null && hosts.includes(host);
      })
      .filter(({ file: own, listener: { self } }) => {
        const isFailAction = this.workspace.isFailAction(this.workspace.functions.at(own, self ?? 0));
        return !isFailAction && this.workspace.isNear(file, own);
      });
    return this.#takeAll(above, form, true) ?? toHeeded(this.#findBlind(above), this.manner);
  }

  /** Middleware of tRPC reads of an error what its host makes of it; whose procedure a function is, is often not seen. */
  askResults(target: WorkspaceFunction, form: Form): string | null {
    const { file } = target;
    const hosts = this.manner.coverage.entrancesOf(target).map(({ framework }) => framework);
    const isBelow = hosts.length === 0 ? hasUnseenCallers(target, this.workspace) : hosts.includes("trpc");
    if (!isBelow || this.workspace.isTest(file)) return null;
    const near = this.workspace.listenersOf("result").filter((each) => this.workspace.isNear(file, each.file));
    return this.#takeAll(near, toGuessed(form));
  }

  /** Whoever answers a client's fault as it answers any other. */
  #findBlind(above: readonly WorkspaceListener[]): string | null {
    if (!isClientStatus(this.manner.status ?? 0)) return null;
    const targets = above.flatMap(({ file, listener }) => this.workspace.functions.at(file, listener.self ?? 0) ?? []);
    const blind = targets.find(({ entry }) => entry.boundary?.isBlind);
    return blind ? `${this.workspace.describe(blind)} answers a coded error as any other` : null;
  }

  /** Of a function that somebody calls who is not seen, whoever takes errors from somebody who is not seen may hear. */
  askUnseen(target: WorkspaceFunction, form: Form): string | null {
    const isHandler = target.entry.handler !== null;
    if (this.workspace.isTest(target.file) || !(isHandler || hasUnseenCallers(target, this.workspace))) return null;
    const { functions, catches } = this.workspace.unseenListenersOf(target.file);
    for (const { target: listener, isMiddleware } of functions) {
      if ((isHandler && !isMiddleware) || this.workspace.browsers.isApart(listener.file, target)) continue;
      if (!isBelowFilter(target, listener) || isOfServer(listener, target)) continue;
      const asked = listener === target ? null : this.#findParameterAsk(listener, toGuessed(form), isHandler);
      if (asked) return `${this.workspace.describe(listener, asked.line)} ${toDeed(asked)}`;
    }
    const near = catches.filter(({ file }) => !this.workspace.browsers.isApart(file, target));
    return this.#takeAll(near, toGuessed(form));
  }

  #findParameterAsk(target: WorkspaceFunction, form: Form, isAbove: boolean): Asked | null {
    const { file, entry } = target;
    const toReason = (ask: Asked): string => `${this.workspace.describe(target, ask.line)} ${toDeed(ask)}`;
    for (const parameter of entry.parameters.filter(({ name }) => isErrorName(name))) {
      const isOneLetter = parameter.name.length === 1;
      const treatment = isOneLetter
        ? { asks: parameter.asks.filter(({ text }) => isOfError(text)), passes: [] }
        : parameter;
      const asked = this.asks.find(treatment, { file, form, toReason, seen: new Set(), isAbove });
      if (asked) return asked;
    }
    return null;
  }

  /** Whoever listens to `error` of any emitter of the workspace can be meant. */
  askEmitted(form: Form): string | null {
    if (this.#hasEmitted) return null;
    this.#hasEmitted = true;
    const unseen = "it is emitted, and whoever listens may read its code";
    if (this.manner.isPlain && form !== "cause" && !this.manner.accepted.has(unseen)) return unseen;
    return this.#takeAll(this.workspace.listenersOf("listener"), toGuessed(form));
  }

  /** Whoever decides, by the outermost error, whether a monitoring service is told of what comes to it. */
  askReports(target: WorkspaceFunction, form: Form): string | null {
    const { file } = target;
    if (this.manner.cause !== null || this.manner.status !== null || this.workspace.isTest(file)) return null;
    const near = this.workspace
      .listenersOf("report")
      .filter((each) => this.workspace.isNear(file, each.file) && !this.workspace.browsers.isApart(each.file, target));
    return this.#takeAll(near, toGuessed(form));
  }

  #takeAll(listeners: readonly WorkspaceListener[], form: Form, isAbove = false): string | null {
    for (const { file, listener } of listeners) {
      const toReason = (ask: Asked): string => toListenerReason({ listener, file }, ask, this.workspace);
      const ask = this.asks.find(listener, { file, form, toReason, seen: new Set(), isAbove });
      if (ask !== null) return toReason(ask);
    }
    return null;
  }
}

/** Whether what is called by nobody who is seen may be called by the framework, and so stand below a filter that is chosen by a class. */
function isBelowFilter({ file }: WorkspaceFunction, { entry: { boundary } }: WorkspaceFunction): boolean {
  if (!boundary?.isChosen) return true;
  const modules = frameworks.find(({ name }) => name === boundary.framework)?.modules ?? [];
  return modules.some((module) => file.imports.includes(module));
}

/** What Nest answers comes to no error middleware of the server below it. */
function isOfServer(
  { entry: { boundary, arity } }: WorkspaceFunction,
  { entry: { handler } }: WorkspaceFunction,
): boolean {
  return handler?.framework === "nest" && (boundary === null ? arity === 4 : boundary.framework === "express");
}

/** `e` is an event as often as an error: `e.target`. */
function isOfError(text: string): boolean {
  return / instanceof |\.(?:code|name|message|status|statusCode|cause)\b/.test(text);
}

import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isFunction } from "../syntax/unwrap.ts";
import type { Event, Step } from "./path.ts";
import { toValueKey, type Value } from "./value.ts";

/** Whether the followed error is there at all: an error-first callback's may be null until it is tested. */
export type Presence = "certain" | "possible";

/** What happened on the way to a point. Equal ones are the same list. */
export type History = readonly Step[];

/** What is known at one point, and on which ways it may have been reached: whatever comes, it comes to all of them. Immutable. */
export interface State {
  readonly histories: readonly History[];
  /** How tests came out whose outcome cannot change. */
  readonly outcomes: ReadonlyMap<string, boolean>;
  /** Variables that hold something of the error. */
  readonly values: ReadonlyMap<Variable, Value>;
  readonly presence: Presence;
  readonly coded: boolean;
}

/** Gives equal things equal numbers, so that states can be compared by a short text. */
export class Interner {
  readonly #ids = new Map<unknown, number>();
  readonly #events = new Map<string, Event>();
  readonly #histories = new Map<string, History>();
  readonly #keys = new WeakMap<object, string>();
  #acted: Event | null = null;

  idOf(thing: unknown): number {
    const id = this.#ids.get(thing) ?? this.#ids.size;
    this.#ids.set(thing, id);
    return id;
  }

  /** The one event object for this kind, place and detail. */
  intern(event: Event): Event {
    const place = event.kind === "acted" ? finalizerAround(event.node) : event.node;
    if (place === null) return (this.#acted ??= event);
    const detail = "value" in event ? toValueKey(event.value) : "outcome" in event ? String(event.outcome) : "";
    const key = `${event.kind}:${this.idOf(place)}:${detail}`;
    const known = this.#events.get(key) ?? event;
    this.#events.set(key, known);
    return known;
  }

  /** The state in which one more step was taken, on whatever way it was reached. */
  append(state: State, step: Step): State {
    const histories = state.histories.map((history) => this.#append(history, step));
    const isSame = histories.every((history, index) => history === state.histories[index]);
    return isSame ? state : { ...state, histories: toDistinct(histories) };
  }

  /** That something was done counts once. */
  #append(history: History, step: Step): History {
    const { event, certain, coded } = step;
    if (event.kind === "acted" && history.some((before) => before.event === event)) return history;
    const key = `${this.idOf(history)}:${this.idOf(event)}${certain ? "" : "?"}${coded ? "c" : ""}`;
    const known = this.#histories.get(key) ?? [...history, step];
    this.#histories.set(key, known);
    return known;
  }

  /** A text that is equal for states in which the same is known. */
  keyOf({ outcomes, values, presence, coded }: State): string {
    return `${presence}|${coded}|${this.#outcomesKey(outcomes)}|${this.#valuesKey(values)}`;
  }

  /** The same for states that were reached on the same ways. */
  keyWithHistories(state: State): string {
    return `${this.keyOf(state)}|${state.histories.map((each) => this.idOf(each)).join()}`;
  }

  #outcomesKey(outcomes: State["outcomes"]): string {
    return this.#remember(outcomes, () =>
      [...outcomes]
        .map(([test, outcome]) => `${test}=${outcome}`)
        .sort()
        .join(),
    );
  }

  #valuesKey(values: State["values"]): string {
    return this.#remember(values, () =>
      [...values].map(([variable, value]) => `${this.idOf(variable)}=${toValueKey(value)}`).join("|"),
    );
  }

  /** The text of a table, which most states share with others. */
  #remember(table: ReadonlyMap<unknown, unknown>, toKey: () => string): string {
    if (table.size === 0) return "";
    const known = this.#keys.get(table) ?? toKey();
    this.#keys.set(table, known);
    return known;
  }

  /** The rows with one for all that have the same key and know the same, with the histories of all of them. */
  mergeRows<Row extends { readonly state: State }>(rows: readonly Row[], toKey: (row: Row) => string): Row[] {
    const merged = new Map<string, Row>();
    for (const row of rows) {
      const key = `${toKey(row)}|${this.keyOf(row.state)}`;
      const known = merged.get(key);
      merged.set(key, known ? { ...known, state: withHistories(known.state, row.state.histories) } : row);
    }
    return [...merged.values()];
  }
}

function withHistories(state: State, others: readonly History[]): State {
  return others === state.histories ? state : { ...state, histories: toDistinct([...state.histories, ...others]) };
}

function toDistinct(histories: readonly History[]): readonly History[] {
  return histories.length < 2 ? histories : [...new Set(histories)];
}

/** The `finally` of its function that a node stands in. That something was done is all that matters, but for what is done on every way out. */
function finalizerAround(node: TSESTree.Node): TSESTree.Node | null {
  for (let at = node; at.parent && !isFunction(at); at = at.parent)
    if (at.parent.type === "TryStatement" && at.parent.finalizer === at) return at;
  return null;
}

/** The state in which a variable holds a value. */
export function withValue(state: State, variable: Variable, value: Value): State {
  const before = state.values.get(variable);
  if (before === undefined && value.kind === "unrelated") return state;
  return { ...state, values: new Map(state.values).set(variable, value) };
}

/** The state in which a test came out so. */
export function withOutcome(state: State, test: string, outcome: boolean): State {
  if (state.outcomes.get(test) === outcome) return state;
  return { ...state, outcomes: new Map(state.outcomes).set(test, outcome) };
}

/** The state that knows only of some tests how they came out. */
export function keepOutcomes(state: State, isKept: (test: string) => boolean): State {
  const outcomes = [...state.outcomes].filter(([test]) => isKept(test));
  return outcomes.length === state.outcomes.size ? state : { ...state, outcomes: new Map(outcomes) };
}

/** The state in which an error has just been caught. */
export function toInitialState(presence: Presence): State {
  return { histories: noSteps, outcomes: new Map(), values: new Map(), presence, coded: false };
}

const noSteps: readonly History[] = [[]];

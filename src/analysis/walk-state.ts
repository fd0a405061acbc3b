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

/** Gives equal things one object or number, so that what a walk compares at every point is compared at once. */
export class Interner {
  readonly #ids = new Map<unknown, number>();
  readonly #events = new Map<string, Event>();
  readonly #steps = new Map<Event, (Step | undefined)[]>();
  readonly #next = new Map<History, Map<Step, History>>();
  readonly #texts = new Map<string, number>([["", 0]]);
  readonly #tables = new WeakMap<object, number>();
  #acted: Event | null = null;

  idOf(thing: unknown): number {
    const id = this.#ids.get(thing) ?? this.#ids.size;
    this.#ids.set(thing, id);
    return id;
  }

  /** The state after an event, on whatever way it was reached. */
  append(state: State, event: Event): State {
    const step = this.#stepOf(this.#intern(event), state);
    const histories = state.histories.map((history) => this.#append(history, step));
    const isSame = histories.every((history, index) => history === state.histories[index]);
    return isSame ? state : { ...state, histories: toDistinct(histories) };
  }

  /** The one event object for this kind, place and detail. */
  #intern(event: Event): Event {
    const place = event.kind === "acted" ? finalizerAround(event.node) : event.node;
    if (place === null) return (this.#acted ??= event);
    const detail = "value" in event ? toValueKey(event.value) : "outcome" in event ? String(event.outcome) : "";
    const key = `${event.kind}:${this.idOf(place)}:${detail}`;
    const known = this.#events.get(key) ?? event;
    this.#events.set(key, known);
    return known;
  }

  #stepOf(event: Event, { presence, coded }: State): Step {
    const certain = presence === "certain";
    const index = Number(certain) + 2 * Number(coded);
    const steps = this.#steps.get(event) ?? [];
    this.#steps.set(event, steps);
    return (steps[index] ??= { event, certain, coded });
  }

  /** That something was done counts once. */
  #append(history: History, step: Step): History {
    if (step.event.kind === "acted" && history.some(({ event }) => event === step.event)) return history;
    const next = this.#next.get(history) ?? new Map<Step, History>();
    this.#next.set(history, next);
    const known = next.get(step) ?? [...history, step];
    next.set(step, known);
    return known;
  }

  /** The same for states in which the same is known: a number, as there are fewer tables than two million. */
  keyOf({ outcomes, values, presence, coded }: State): number {
    const flags = Number(presence === "certain") + 2 * Number(coded);
    return (this.#tableOf(outcomes, toOutcomesText) * 2 ** 21 + this.#tableOf(values, this.#toValuesText)) * 4 + flags;
  }

  /** The same for states that were reached on the same ways. */
  keyWithHistories(state: State): string {
    return `${this.keyOf(state)}|${state.histories.map((each) => this.idOf(each)).join()}`;
  }

  /** The number of a table, which most states share with others. */
  #tableOf<Table extends ReadonlyMap<unknown, unknown>>(table: Table, toText: (table: Table) => string): number {
    if (table.size === 0) return 0;
    const known = this.#tables.get(table);
    if (known !== undefined) return known;
    const text = toText(table);
    const number = this.#texts.get(text) ?? this.#texts.size;
    this.#texts.set(text, number);
    this.#tables.set(table, number);
    return number;
  }

  readonly #toValuesText = (values: State["values"]): string =>
    [...values].map(([variable, value]) => `${this.idOf(variable)}=${toValueKey(value)}`).join("|");

  /** The rows with one for all that know the same and have the same key, with the histories of all of them. */
  mergeRows<Row extends { readonly state: State }>(
    rows: readonly Row[],
    toKey: ((row: Row) => string) | null,
  ): readonly Row[] {
    const groups = new Map<string | number, [Row, ...Row[]]>();
    for (const row of rows) {
      const known = this.keyOf(row.state);
      const key = toKey ? `${known}|${toKey(row)}` : known;
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
    return groups.size === rows.length ? rows : [...groups.values()].map(join);
  }
}

function toOutcomesText(outcomes: State["outcomes"]): string {
  return [...outcomes]
    .map(([test, outcome]) => `${test}=${outcome}`)
    .sort()
    .join();
}

/** One row for several that know the same. */
function join<Row extends { readonly state: State }>(rows: readonly [Row, ...Row[]]): Row {
  const [first] = rows;
  if (rows.length === 1) return first;
  const histories = toDistinct(rows.flatMap(({ state }) => state.histories));
  return histories.length === first.state.histories.length ? first : { ...first, state: { ...first.state, histories } };
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

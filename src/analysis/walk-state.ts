import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Event, Step } from "./path.ts";
import { toValueKey, type Value } from "./value.ts";

/** Whether the followed error is there at all: an error-first callback's may be null until it is tested. */
export type Presence = "certain" | "possible";

/** What is known at one point of one path. Immutable. */
export interface State {
  readonly steps: readonly Step[];
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
  readonly #steps = new Map<string, readonly Step[]>();
  readonly #keys = new WeakMap<object, string>();

  idOf(thing: unknown): number {
    const id = this.#ids.get(thing) ?? this.#ids.size;
    this.#ids.set(thing, id);
    return id;
  }

  /** The one event object for this kind, place and detail. */
  intern(event: Event): Event {
    const detail = "value" in event ? toValueKey(event.value) : "outcome" in event ? String(event.outcome) : "";
    const place = event.kind === "acted" ? finalizerAround(event.node) : event.node;
    const key = `${event.kind}:${this.idOf(place)}:${detail}`;
    const known = this.#events.get(key) ?? event;
    this.#events.set(key, known);
    return known;
  }

  /** The steps with one more. Equal ones are the same list, so that nobody has to compare them one by one. */
  append(steps: readonly Step[], step: Step): readonly Step[] {
    const key = `${this.idOf(steps)}:${this.idOf(step.event)}${step.certain ? "" : "?"}${step.coded ? "c" : ""}`;
    const known = this.#steps.get(key) ?? [...steps, step];
    this.#steps.set(key, known);
    return known;
  }

  /** A text that is equal for equal states. */
  keyOf({ steps, outcomes, values, presence, coded }: State): string {
    return `${presence}|${coded}|${this.idOf(steps)}|${this.#outcomesKey(outcomes)}|${this.#valuesKey(values)}`;
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

  /** The states without duplicates, by what is known in them. */
  merge(states: readonly State[]): State[] {
    if (states.length < 2) return [...states];
    return [...new Map(states.map((state) => [this.keyOf(state), state])).values()];
  }
}

/** The `finally` that a node stands in. That something was done is all that matters, but for what is done on every way out. */
function finalizerAround(node: TSESTree.Node): TSESTree.Node | null {
  for (let at = node; at.parent; at = at.parent)
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
  return { steps: noSteps, outcomes: new Map(), values: new Map(), presence, coded: false };
}

const noSteps: readonly Step[] = [];

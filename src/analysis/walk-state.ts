import type { Variable } from "@typescript-eslint/scope-manager";
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
  readonly #keys = new WeakMap<State, string>();

  idOf(thing: unknown): number {
    const id = this.#ids.get(thing) ?? this.#ids.size;
    this.#ids.set(thing, id);
    return id;
  }

  /** The one event object for this kind, place and detail. */
  intern(event: Event): Event {
    const detail = "value" in event ? toValueKey(event.value) : "outcome" in event ? String(event.outcome) : "";
    const key = `${event.kind}:${this.idOf(event.node)}:${detail}`;
    const known = this.#events.get(key) ?? event;
    this.#events.set(key, known);
    return known;
  }

  /** A text that is equal for equal states. */
  keyOf(state: State): string {
    const known = this.#keys.get(state);
    if (known !== undefined) return known;
    const key = this.#toKey(state);
    this.#keys.set(state, key);
    return key;
  }

  #toKey({ steps, outcomes, values, presence, coded }: State): string {
    let key = `${presence}|${coded}|`;
    for (const step of steps) key += `${this.idOf(step.event)}${step.certain ? "" : "?"}${step.coded ? "c" : ""},`;
    if (outcomes.size > 0)
      key += `|${[...outcomes]
        .map(([test, outcome]) => `${test}=${outcome}`)
        .sort()
        .join()}`;
    for (const [variable, value] of values) key += `|${this.idOf(variable)}=${toValueKey(value)}`;
    return key;
  }

  /** The states without duplicates, by what is known in them. */
  merge(states: readonly State[]): State[] {
    if (states.length < 2) return [...states];
    return [...new Map(states.map((state) => [this.keyOf(state), state])).values()];
  }
}

/** The state after an event. */
export function withEvent(state: State, event: Event): State {
  const step: Step = { event, certain: state.presence === "certain", coded: state.coded };
  return { ...state, steps: [...state.steps, step] };
}

/** The state in which a variable holds a value. */
export function withValue(state: State, variable: Variable, value: Value): State {
  const before = state.values.get(variable);
  if (before === undefined && value.kind === "unrelated") return state;
  return { ...state, values: new Map(state.values).set(variable, value) };
}

/** The state in which a test came out so. */
export function withOutcome(state: State, test: string, outcome: boolean): State {
  return { ...state, outcomes: new Map(state.outcomes).set(test, outcome) };
}

/** The state in which an error has just been caught. */
export function toInitialState(presence: Presence): State {
  return { steps: [], outcomes: new Map(), values: new Map(), presence, coded: false };
}

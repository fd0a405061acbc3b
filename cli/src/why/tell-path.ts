import type { Facts } from "../../../src/analysis/facts.ts";
import type { Event, Path } from "../../../src/analysis/path.ts";
import type { Value } from "../../../src/analysis/value.ts";
import { toExcerpt } from "../../../src/findings/excerpt.ts";
import { toPosition } from "../../../src/syntax/position.ts";

/** Something that happens on a path, in words; `line` is `null` where it happens at no one place. */
export interface ToldStep {
  readonly line: number | null;
  readonly kind: Event["kind"] | Path["end"]["kind"];
  readonly text: string;
}

/** One way that an error goes: what happens to it, in order, the end last. */
export interface ToldPath {
  readonly steps: readonly ToldStep[];
  /** The error is certainly there at the end. */
  readonly certain: boolean;
  /** It is known to be coded. */
  readonly coded: boolean;
}

/** Tells a path; `error` is how the source calls what was caught. */
export function tellPath({ steps, end, certain, coded }: Path, facts: Facts, error: string): ToldPath {
  const { text } = facts.source;
  const told = steps.map(({ event }) => ({
    line: toPosition(text, event.node.range[0]).line,
    kind: event.kind,
    text: tellEvent(event, facts, error),
  }));
  const line = "node" in end ? toPosition(text, end.node.range[0]).line : null;
  return { steps: [...told, { line, kind: end.kind, text: tellEnd(end, error) }], certain, coded };
}

function tellEvent(event: Event, facts: Facts, error: string): string {
  const code = `\`${toExcerpt(event.node, facts)}\``;
  switch (event.kind) {
    case "notified":
      return `${event.notifier} is told of ${tellValue(event.value, error)}${tellHelper(event.through)}: ${code}`;
    case "logged":
      return `${tellValue(event.value, error)} is logged${tellHelper(event.through)}: ${code}`;
    case "enriched":
      return `${error} is given context: ${code}`;
    case "tested":
      return `${code} is ${String(event.outcome)}`;
    case "acted":
      return `something else is done: ${code}`;
    case "sent": {
      const { name, framework, channel, status } = event.sink;
      const as = status === null ? channel : `${channel}, status ${String(status)}`;
      const what = tellValue(event.value, error);
      return `${what} is sent to the client by \`${name}\` of ${framework.title} (${as})${tellHelper(event.through)}`;
    }
    case "escaped":
      return `${error} is given to what cannot be seen from here: ${code}`;
    case "stored":
      return `${error} is kept for later: ${code}`;
    case "handed":
      return `${tellValue(event.value, error)} ${handovers[event.via]}: ${code}`;
  }
}

const handovers = {
  callback: "goes to a callback",
  next: "goes on to the framework",
  reject: "rejects the promise",
  emit: "is emitted",
} as const;

function tellHelper(through: string | null): string {
  return through === null ? "" : ` through \`${through}\``;
}

function tellEnd(end: Path["end"], error: string): string {
  switch (end.kind) {
    case "threw":
      return `${tellValue(end.value, error)} is thrown`;
    case "returned":
      return end.argument === null ? "it returns, without a value" : `${tellValue(end.value, error)} is returned`;
    case "completed":
      return "it goes on behind, as if nothing had happened";
    case "exited":
      return "the process ends";
  }
}

const parts = {
  message: "the message of",
  stack: "the stack of",
  string: "a string made of",
  property: "a property of",
  cause: "the cause of",
  error: "",
} as const;

const causes = {
  kept: "which keeps it as its cause",
  lost: "which does not keep it as its cause",
  unknown: "of which nobody can tell whether it keeps it",
} as const;

function tellValue(value: Value, error: string): string {
  switch (value.kind) {
    case "error":
      return `${error} itself`;
    case "made":
      return `a new error, ${causes[value.cause]},`;
    case "part":
      return `${parts[value.part]} ${error}`;
    case "holder":
      return `an object with ${value.parts.map((part) => `${parts[part]} ${error}`.trim()).join(" and ")}`;
    case "rejection":
      return `a promise that is rejected with ${tellValue(value.of, error)}`;
    case "unknown":
      return `something that may hold ${error}`;
    case "unrelated":
      return `something without ${error}`;
  }
}

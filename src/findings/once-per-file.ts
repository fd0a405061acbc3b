import type { Facts } from "../analysis/facts.ts";

/** Answers a question that several rules ask about a file once for its facts. Nobody may change the answer. */
export function oncePerFile<T>(find: (facts: Facts) => readonly T[]): (facts: Facts) => readonly T[] {
  const known = new WeakMap<Facts, readonly T[]>();
  return (facts) => {
    const answer = known.get(facts) ?? find(facts);
    known.set(facts, answer);
    return answer;
  };
}

import type { Facts } from "./facts.ts";

/** Answers a question that is asked more than once about a file once for its facts. Nobody may change the answer. */
export function oncePerFile<T extends NonNullable<unknown>>(find: (facts: Facts) => T): (facts: Facts) => T {
  const known = new WeakMap<Facts, T>();
  return (facts) => {
    const given = known.get(facts);
    if (given !== undefined) return given;
    const answer = find(facts);
    known.set(facts, answer);
    return answer;
  };
}

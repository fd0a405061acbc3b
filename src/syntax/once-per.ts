/** Answers a question that is asked more than once about a thing once, while the thing is kept. Nobody may change the answer. */
export function oncePer<Thing extends object, Answer extends NonNullable<unknown>>(
  find: (thing: Thing) => Answer,
): (thing: Thing) => Answer {
  const known = new WeakMap<Thing, Answer>();
  return (thing) => {
    const given = known.get(thing);
    if (given !== undefined) return given;
    const answer = find(thing);
    known.set(thing, answer);
    return answer;
  };
}

/** Remembers every answer. */
export function memoize<Key, Answer>(compute: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, Answer>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as Answer;
  };
}

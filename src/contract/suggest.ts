const longestWord = 100;

/**
 * The one candidate that `word` is most probably a misspelling of, or `null` where none is near or several are equally
 * near: what a machine may put in its place. It has `most` typos.
 */
export function findNearest(word: string, candidates: Iterable<string>, most = 3): string | null {
  const [nearest, ...others] = findNearestAll(word, candidates, most);
  return nearest !== undefined && others.length === 0 ? nearest : null;
}

/** All candidates at the least distance from `word`, in their order, as long as that distance is small for its length. */
export function findNearestAll(word: string, candidates: Iterable<string>, most = 3): string[] {
  if (word.length > longestWord) return [];
  let bound = Math.min(most, toBound(word));
  let nearest: string[] = [];
  for (const candidate of new Set(candidates)) {
    const distance = toDistance(word, candidate, bound);
    if (distance === null) continue;
    if (distance < bound) nearest = [];
    bound = distance;
    nearest.push(candidate);
  }
  return nearest;
}

/** How many typos a word of this length may have: one in three letters. */
function toBound(word: string): number {
  return Math.floor(word.length / 3);
}

/** Damerau-Levenshtein (adjacent letters may swap), a difference of case counting nothing; `null` above the bound. */
function toDistance(word: string, candidate: string, bound: number): number | null {
  if (Math.abs(word.length - candidate.length) > bound) return null;
  const [from, to] = [word.toUpperCase(), candidate.toUpperCase()];
  let twoAbove: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = toRow({ from, to, row, above, twoAbove });
    if (Math.min(...current) > bound) return null;
    [twoAbove, above] = [above, current];
  }
  const distance = above[to.length] ?? Infinity;
  return distance > bound ? null : distance;
}

interface Rows {
  readonly from: string;
  readonly to: string;
  readonly row: number;
  readonly above: readonly number[];
  readonly twoAbove: readonly number[];
}

function toRow({ from, to, row, above, twoAbove }: Rows): number[] {
  const current = [row];
  for (let column = 1; column <= to.length; column++) {
    const same = from[row - 1] === to[column - 1];
    const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
    const substituted = at(above, column - 1) + (same ? 0 : 1);
    const inserted = at(current, column - 1) + 1;
    const deleted = at(above, column) + 1;
    current.push(Math.min(substituted, inserted, deleted, swapped ? at(twoAbove, column - 2) + 1 : Infinity));
  }
  return current;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

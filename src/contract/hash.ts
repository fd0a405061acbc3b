/**
 * A 64-bit hash of texts, as 16 hexadecimal digits: the same on every machine, and enough to see that something changed.
 * Not a cryptographic one: loading `node:crypto` costs more than all else that the plugin loads.
 */
export function toHash(texts: Iterable<string>): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const text of texts) {
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
    // Where one text ends and the next begins counts, too.
    high = Math.imul(high ^ (high >>> 16) ^ 0x10000, 2246822507);
    low = Math.imul(low ^ (low >>> 13) ^ 0x10000, 3266489909);
  }
  high ^= Math.imul(low ^ (low >>> 15), 2246822507);
  low ^= Math.imul(high ^ (high >>> 13), 3266489909);
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

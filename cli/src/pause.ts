import { setImmediate } from "node:timers/promises";

const longest = 50;

/** Lets signals and output through now and then: what it returns is to be awaited between two files. */
export function createPause(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < longest) return undefined;
    return setImmediate().then(() => {
      last = performance.now();
    });
  };
}

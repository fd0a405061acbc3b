import type { Output } from "./terminal.ts";

const interval = 100;

export interface Progress {
  readonly show: (done: number, total: number) => void;
  /** Takes the line away, before anything else is printed. */
  readonly clear: () => void;
}

/** A line on a terminal that says how far the reading is; nothing elsewhere. */
export function createProgress(output: Output): Progress {
  if (output.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  let last = performance.now();
  let isShown = false;
  return {
    show(done, total) {
      if (performance.now() - last < interval) return;
      last = performance.now();
      isShown = true;
      output.write(`\r\u001B[2Kreading ${done} of ${total} files`);
    },
    clear() {
      if (isShown) output.write("\r\u001B[2K");
      isShown = false;
    },
  };
}

import type { Engine } from "../engine.ts";
import type { Io } from "../terminal.ts";

/** What a command is registered with. What it needs to run, it loads only when it is chosen. */
export interface CommandContext {
  readonly io: Io;
  readonly loadEngine: () => Promise<Engine>;
  /** Hands over the exit code of the command that was chosen. */
  readonly exit: (code: number) => void;
}

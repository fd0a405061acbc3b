import type { Readable, Writable } from "node:stream";
import type { Io } from "./terminal.ts";

/** How a person is asked at a terminal; what asks is loaded when it is needed. */
export function createPrompts(
  streams: { readonly input?: Readable; readonly output?: Writable } = {},
): Pick<Io, "confirm" | "choose"> {
  return {
    async confirm(message) {
      const prompts = await import("@clack/prompts");
      return (await prompts.confirm({ ...streams, message, initialValue: false })) === true;
    },
    async choose(message, choices) {
      const prompts = await import("@clack/prompts");
      const names = choices.map(({ name }) => name);
      const options = choices.map(({ name, description }) => ({ value: name, label: name, hint: description }));
      const chosen = await prompts.multiselect({ ...streams, message, options, initialValues: names, required: false });
      return prompts.isCancel(chosen) ? null : chosen;
    },
  };
}

import { noDynamicMessage } from "../src/findings/no-dynamic-message.ts";
import type { Codemod } from "./codemod.ts";

export const stabiliseMessages: Codemod = {
  name: "stabilise-messages",
  description: "Makes the messages of coded errors stable, and puts what varied in them into the context.",
  finders: [noDynamicMessage],
};

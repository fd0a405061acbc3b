import { noClientFaultNotify } from "../src/findings/no-client-fault-notify.ts";
import { noDuplicateNotify } from "../src/findings/no-duplicate-notify.ts";
import type { Codemod } from "./codemod.ts";

export const dedupeNotify: Codemod = {
  name: "dedupe-notify",
  description:
    "Removes reports of errors that are reported already, that a boundary above reports, or that are the client's fault.",
  finders: [noDuplicateNotify, noClientFaultNotify],
};

import { noDuplicateNotify } from "../src/findings/no-duplicate-notify.ts";
import type { Codemod } from "./codemod.ts";

export const dedupeNotify: Codemod = {
  name: "dedupe-notify",
  description: "Removes reports of errors that are reported already, or that a boundary above reports.",
  finders: [noDuplicateNotify],
};

import * as presets from "./presets.ts";
import { rules } from "./rules.ts";
import { toPlugin } from "./to-plugin.ts";

export default toPlugin(rules, () => presets);

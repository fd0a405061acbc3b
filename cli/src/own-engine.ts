import { codemods } from "../../codemods/index.ts";
import { migrateSource } from "../../codemods/migrate-source.ts";
import { toIndex } from "../../src/workspace/load-packages.ts";
import { toContribution } from "../../src/workspace/to-contribution.ts";
import type { Engine } from "./engine.ts";

/** The project's own codemods, and the index they ask. */
export const ownEngine: Engine = { codemods, migrateSource, toContribution, toIndex };

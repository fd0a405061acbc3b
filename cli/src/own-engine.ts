import { readdirSync } from "node:fs";
import { codemods } from "../../codemods/index.ts";
import { migrateSource } from "../../codemods/migrate-source.ts";
import { toHash } from "../../src/contract/hash.ts";
import { toIndex } from "../../src/workspace/load-packages.ts";
import { toContribution } from "../../src/workspace/to-contribution.ts";
import manifest from "../package.json" with { type: "json" };
import type { Engine } from "./engine.ts";

/** Also which build it is: the names of a bundle's files change with what is in them. */
const version = `${manifest.version} ${toHash(readdirSync(import.meta.dirname).sort())}`;

/** The project's own codemods, and the index they ask. */
export const ownEngine: Engine = { version, codemods, migrateSource, toContribution, toIndex };

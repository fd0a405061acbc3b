import { runReader } from "./migrate/reader-process.ts";
import { ownEngine } from "./own-engine.ts";

runReader(ownEngine);

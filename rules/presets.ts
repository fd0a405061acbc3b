// What presets ask of the contract in force: a bundle of its own, which is loaded when one of them is read.
export { contractSettings } from "../src/contract/settings.ts";
export { contractFor } from "../src/contract/store.ts";

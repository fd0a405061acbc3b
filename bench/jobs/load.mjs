// Prints the CPU time (ms) that it takes to load a module.
import { argv } from "node:process";

const before = process.cpuUsage();
await import(argv[2]);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);

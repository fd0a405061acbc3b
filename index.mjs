import { createRequire } from "node:module";
// one instance for both kinds of hosts; to import the bundle would have it searched for names of exports first
export default createRequire(import.meta.url)("./dist/index.cjs");

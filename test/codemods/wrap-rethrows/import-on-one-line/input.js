import { a } from "./a"; import { b } from "./b"; a(b);
export const runJobs = (jobId) => { try { return a(jobId); } catch (err) { throw err; } };

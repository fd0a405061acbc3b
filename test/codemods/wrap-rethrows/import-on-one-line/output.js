import { a } from "./a"; import { b } from "./b";
import { AppError } from "./errors"; a(b);
export const runJobs = (jobId) => { try { return a(jobId); } catch (err) { throw AppError.wrap(err, "could not run jobs", { context: { jobId } }); } };

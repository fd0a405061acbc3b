import { a } from "./a.js";
import { b } from "./b.js";
import worker from "./worker";
import data from "./data.json" with { type: "json" };
import { AppError } from "./errors.js";

export const runJobs = (jobId) => a(jobId, b, worker, data).catch((err) => Promise.reject(AppError.wrap(err, "could not run jobs", { context: { jobId } })));

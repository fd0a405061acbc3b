import { AppError } from "./errors";

export function run(job: Job): void {
  if (job.state !== "queued") throw new AppError("JOB_NOT_QUEUED", "job has left the queue");
  if (job.worker) throw new AppError("JOB_NOT_QUEUED", "Job has left the queue", { context: { jobId: job.id } });
  if (job.isOdd) throw new Error("job has another shape");
  throw new AppError("INTERNAL_ERROR", "no worker");
}

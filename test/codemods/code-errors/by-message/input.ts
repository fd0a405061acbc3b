import { AppError } from "./errors";

export function run(job: Job): void {
  if (job.state !== "queued") throw new Error("job has left the queue");
  if (job.worker) throw new Error(`Job has left the queue: ${job.id}`);
  if (job.isOdd) throw new Error("job has another shape");
  throw new AppError("INTERNAL_ERROR", "no worker");
}

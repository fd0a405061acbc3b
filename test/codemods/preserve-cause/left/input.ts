import { AppError } from "./errors";
import { ApiError } from "./api";

export async function load(userEmail: string, started: number) {
  try {
    return await read(userEmail);
  } catch (err: any) {
    if (err.code === 1) throw new Error(`could not load ${userEmail}: ${err.message}`);
    if (err.code === 2) throw new Error(`failed after ${Date.now() - started} ms: ${err.message}`);
    if (err.code === 3) throw new ApiError(err.message);
    if (err.code === 4) throw Object.assign(new Error(err.message), { status: 502 });
    // eslint-disable-next-line error-contract/require-cause
    if (err.code === 5) throw new AppError("NOT_FOUND", "not found");
    throw AppError.wrap(err, "could not load");
  }
}

export function first(path: string, callback: Callback) {
  readFile(path, (err, data) => {
    if (err || !data) return callback(new Error("no data"));
    callback(null, data[0]);
  });
}

export async function discover(issuer: string) {
  try {
    return await client.discover(issuer);
  } catch (error) {
    const details = describe(error, "during discovery");
    throw new Error(`OIDC setup failed: ${details}`);
  }
}

class PlanError extends Error {
  constructor(message: string, cause?: Error) {
    super(message, cause);
  }
}

export async function plan(id: string) {
  try {
    return await client.plan(id);
  } catch (error) {
    throw new PlanError("no plan");
  }
}

export async function retry(work: Work, MOST: number) {
  try {
    return await work();
  } catch (error) {
    throw new Error(`gave up after ${MOST} tries. Last error: ${error.message}`);
  }
}

export async function repeat(work: Work) {
  try {
    return await work();
  } catch (error) {
    throw new Error(`gave up after all tries. Last error: ${error.message}`);
  }
}

export async function open(path: string) {
  try {
    return await client.open(path);
  } catch (error) {
    throw new Error(`Permission denied: ${error.message}`);
  }
}

export async function grant(path: string) {
  try {
    return await client.grant(path);
  } catch (error) {
    throw new Error(`Could not change permissions: ${error.message}`);
  }
}

export async function write(kind: string, path: string) {
  try {
    return await client.write(kind, path);
  } catch (error) {
    throw new Error(`Error writing ${kind} ${path}: ${error.message}`);
  }
}

export async function readToken(token: string) {
  try {
    return await verify(token);
  } catch (err) {
    throw new Error("Invalid token");
  }
}

export class StoreError extends Error {
  constructor(message: string, { code, key }: { code?: string; key?: string } = {}) {
    super(message);
    this.code = code;
    this.key = key;
  }
}

export class KeepingError extends Error {
  constructor(message: string, { code, cause }: { code?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.code = code;
  }
}

export async function load(key: string) {
  try {
    return await store.get(key);
  } catch (err) {
    throw new StoreError(`no answer: ${err.message}`, { code: "INTERNAL_ERROR", key });
  }
}

export async function find(key: string) {
  try {
    return await store.get(key);
  } catch (err) {
    throw new KeepingError("no answer", { code: "INTERNAL_ERROR" });
  }
}

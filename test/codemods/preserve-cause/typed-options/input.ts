interface Options {
  readonly cause?: Error;
}

type Extra = { cause?: Error | string; code?: number };

export class WrittenOutError extends Error {
  constructor(message: string, options?: { cause?: Error }) {
    super(message, options);
  }
}

export class NamedError extends Error {
  constructor(message: string, options: Options = {}) {
    super(message, options);
  }
}

export class AliasError extends Error {
  constructor(message: string, options?: Extra) {
    super(message, options);
  }
}

export class InheritingError extends NamedError {}

export class OpenError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
  }
}

export class LanguageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

export async function load(id: string, kind: number) {
  try {
    return await db.load(id);
  } catch (err) {
    if (kind === 1) throw new WrittenOutError(`could not load: ${err}`);
    if (kind === 2) throw new NamedError(`could not load: ${err}`);
    if (kind === 3) throw new AliasError(`could not load: ${err}`);
    if (kind === 4) throw new InheritingError(`could not load: ${err}`);
    if (kind === 5) throw new OpenError(`could not load: ${err}`);
    throw new LanguageError(`could not load: ${err}`);
  }
}

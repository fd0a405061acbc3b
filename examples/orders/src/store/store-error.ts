/** What the server answers when a statement fails; `code` is its SQLSTATE, or the socket's error code. */
export class StoreError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly detail?: string,
  ) {
    super(message);
    this.name = "StoreError";
  }
}

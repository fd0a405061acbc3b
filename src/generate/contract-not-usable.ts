/** Nothing can be generated from this contract. The message is stable; what varies is in `context`. */
export class ContractNotUsable extends Error {
  readonly code = "CONTRACT_NOT_USABLE";

  constructor(
    message: string,
    readonly context: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.name = "ContractNotUsable";
  }
}

const errorName =
  /^_?(?:e|er|ex|x|err|error|exception|reason|failure|problem|cause|fault|thrown)\d*$|(?:Err|Error|Exception|Failure|Reason)$/;

/** Whether what goes by a name is an error. */
export function isErrorName(name: string): boolean {
  return errorName.test(name);
}

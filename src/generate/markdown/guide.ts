import type { Contract } from "../../contract/contract.ts";
import { toGoPackage } from "../go/generate-go.ts";
import { toCodeTable } from "../code-table.ts";
import { toIdentifiers } from "../identifier.ts";
import { toGoString } from "../go/literal.ts";
import { toRustString } from "../rust/literal.ts";
import { toLiteral } from "../typescript/literal.ts";

/** How errors are made, wrapped and sent here, with wrong and right. */
export function toGuide(contract: Contract): string {
  const { byStatus, clientFallback } = toCodeTable(contract);
  const code = byStatus.find(([status]) => status === 404)?.[1] ?? clientFallback.name;
  const name = toIdentifiers([code], new Set()).get(code) ?? "";
  const go = toGoPackage(contract);
  return `# How errors work here

The codes are in the [catalogue](catalogue.md). Whoever makes an error says what failed, by a code; whoever passes one on
says what was being done; the boundary above all handlers answers and notifies, once.

## Say what failed, by a code

A message reads the same on every occurrence, so that it can be searched and grouped. What varies is context.

\`\`\`ts
// wrong
throw new Error(\`order \${orderId} not found\`);
// right
throw new AppError(${toLiteral(code)}, "order not found", { context: { orderId } });
\`\`\`

\`\`\`go
// wrong
return fmt.Errorf("order %s not found", orderID)
// right
return ${go}.New(${go}.${name}, "order not found", ${go}.With(${toGoString("orderId")}, orderID))
\`\`\`

\`\`\`rust
// wrong
return Err(format!("order {} not found", order_id).into());
// right
return Err(Error::new(Code::${name}, "order not found").with(${toRustString("orderId")}, order_id));
\`\`\`

## Wrap before it leaves

A caught error never leaves a function bare. The wrap says what the function was doing, and to what; it keeps the code of
what it wraps. A catch that has nothing to add is better removed.

\`\`\`ts
// wrong: nobody knows which order, and nobody need know that there is a database
catch (err) {
  throw err;
}
// wrong: the cause is lost
catch (err) {
  throw new Error(err.message);
}
// right
catch (err) {
  throw AppError.wrap(err, "could not load order", { context: { orderId } });
}
\`\`\`

\`\`\`go
// wrong
return err
// right
return ${go}.Wrap(err, "could not load order", ${go}.With("orderId", orderID))
\`\`\`

\`\`\`rust
// wrong
let order = store.load(order_id)?;
// right
let order = store.load(order_id).wrap_with(|err| Error::wrap(err, "could not load order").with("orderId", order_id))?;
\`\`\`

## Leave the answer to the boundary

\`\`\`ts
// wrong: the client reads what the database said, and the error is told twice
catch (err) {
  notifier.notify(err);
  res.status(500).json({ error: err.message });
}
// right
catch (err) {
  throw AppError.wrap(err, "could not list orders");
}
\`\`\`

A client sees, of a client fault, the message where it arose and the public keys of the context; of a server fault, the
contract's message for the code. Everything else is for logs and the notifier.

## Another service's client fault is ours

It was we who asked. Pass on by name what our own client has asked for.

\`\`\`ts
// wrong: our expired key becomes our client's 401
throw new AppError(body.error_code, body.message);
// right
throw await fromResponse(response, "could not load order", { passOn: [${toLiteral(code)}] });
\`\`\`

\`\`\`go
return ${go}.FromResponse(response, "could not load order", ${go}.PassOn{${go}.${name}})
\`\`\`

\`\`\`rust
return Err(Error::from_response(status, &body, "could not load order", &[Code::${name}]));
\`\`\`

## Look through wraps

\`\`\`ts
// wrong: a wrap below silently changes the answer
if (err instanceof StoreError) return null;
// right
if (findCause(err, StoreError)) return null;
\`\`\`

\`\`\`go
// wrong
if err == sql.ErrNoRows {
// right
if errors.Is(err, sql.ErrNoRows) {
\`\`\`

\`\`\`rust
// right
if error.find::<std::io::Error>().is_some() {
\`\`\`
`;
}

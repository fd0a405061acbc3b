import { NotFound } from "@feathersjs/errors";
import { HttpException } from "@nestjs/common";
import { TRPCError } from "@trpc/server";
import { GraphQLError } from "graphql";
import { AppError } from "./errors";

export async function loadOrder(id: string) {
  const order = await orders.find(id);
  if (!order) throw new AppError("NOT_FOUND", "no such order");
  if (order.isGone) throw new AppError("GONE", "order is gone", { context: { id } });
  if (order.isLocked) throw new AppError("CONFLICT", "order is locked");
  if (order.isHidden) throw new AppError("PERMISSION_DENIED", "not yours");
  return order;
}

export async function loadInvoice(invoiceId: string) {
  const invoice = await invoices.find(invoiceId);
  if (!invoice) throw new AppError("NOT_FOUND", "Invoice not found", { context: { invoiceId } });
  if (invoice.isPaid) throw new AppError("CONFLICT", "conflict with the present state");
  if (invoice.isOld) throw new AppError("GONE", "the invoice is too old");
  if (invoice.isBroken) throw new HttpException("cannot be shown", 418);
  return invoice;
}

export async function loadUser(userId: string) {
  const user = await users.find(userId);
  if (!user) throw new TRPCError({ code: "NOT_FOUND", message: "no such user" });
  if (user.isSlow) throw new TRPCError({ code: "TIMEOUT" });
  if (user.isNew) throw new AppError("PERMISSION_DENIED", "not yet");
  if (user.isOdd) throw new GraphQLError("odd", { extensions: { code: "ODD" } });
  return user;
}

export async function loadAccount(accountId: string) {
  const account = await accounts.find(accountId);
  if (!account) throw new AppError("NOT_FOUND", "no account", { context: { accountId } });
  if (account.isBusy) throw new AppError("RATE_LIMITED", "busy");
  if (account.isLate) throw new AppError("TIMEOUT", "too late");
  if (account.isBare) throw new NotFound("no account", { accountId });
  throw new AppError("NOT_FOUND", "no account");
}

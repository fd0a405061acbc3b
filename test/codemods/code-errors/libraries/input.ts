import Boom from "@hapi/boom";
import createError from "http-errors";
import { Code, ConnectError } from "@connectrpc/connect";
import { NotFound } from "@feathersjs/errors";
import { ConflictException, HttpException, HttpStatus, NotFoundException } from "@nestjs/common";
import { TRPCError } from "@trpc/server";
import { GraphQLError } from "graphql";
import { ResourceNotFoundError } from "restify-errors";
import { TwirpError, TwirpErrorCode } from "twirp-ts";

export async function loadOrder(id: string) {
  const order = await orders.find(id);
  if (!order) throw createError(404, "no such order");
  if (order.isGone) throw new createError.Gone(`order ${id} is gone`);
  if (order.isLocked) throw Boom.conflict("order is locked");
  if (order.isHidden) throw new Boom.Boom("not yours", { statusCode: 403 });
  return order;
}

export async function loadInvoice(invoiceId: string) {
  const invoice = await invoices.find(invoiceId);
  if (!invoice) throw new NotFoundException(`Invoice ${invoiceId} not found`);
  if (invoice.isPaid) throw new ConflictException();
  if (invoice.isOld) throw new HttpException("the invoice is too old", HttpStatus.GONE);
  if (invoice.isBroken) throw new HttpException("cannot be shown", 418);
  return invoice;
}

export async function loadUser(userId: string) {
  const user = await users.find(userId);
  if (!user) throw new TRPCError({ code: "NOT_FOUND", message: "no such user" });
  if (user.isSlow) throw new TRPCError({ code: "TIMEOUT" });
  if (user.isNew) throw new GraphQLError("not yet", { extensions: { code: "FORBIDDEN" } });
  if (user.isOdd) throw new GraphQLError("odd", { extensions: { code: "ODD" } });
  return user;
}

export async function loadAccount(accountId: string) {
  const account = await accounts.find(accountId);
  if (!account) throw new ConnectError(`no account ${accountId}`, Code.NotFound);
  if (account.isBusy) throw new ConnectError("busy", Code.ResourceExhausted);
  if (account.isLate) throw new TwirpError(TwirpErrorCode.DeadlineExceeded, "too late");
  if (account.isBare) throw new NotFound("no account", { accountId });
  throw new ResourceNotFoundError("no account");
}

import Bugsnag from "@bugsnag/js";
import express from "express";
import { BillingError } from "./billing-error";
import { translate } from "./translate";

const router = express.Router();

router.post("/hooks", async (req, res, next) => {
  try {
    res.json(await receive(req.body));
  } catch (err) {
    const told = `hook failed: ${err}`;
    Bugsnag.notify(err);
    next(told);
  }
});

router.post("/orders", async (req, res, next) => {
  try {
    res.json(await place(req.body));
  } catch (err) {
    Bugsnag.notify(err);
    next(err);
  }
});

export async function renew(id: string) {
  try {
    return await extend(id);
  } catch (err) {
    Bugsnag.notify(err);
    throw new BillingError("could not renew");
  }
}

export async function cancel(id: string) {
  try {
    return await end(id);
  } catch (err) {
    Bugsnag.notify(err);
    throw new Error("could not cancel", { cause: err });
  }
}

export async function pause(id: string) {
  try {
    return await hold(id);
  } catch (err) {
    Bugsnag.notify(err);
    throw translate(err);
  }
}

export async function resume(id: string) {
  try {
    return await release(id);
  } catch (err) {
    Bugsnag.notify(err);
    if (err instanceof Error) throw err;
    throw new Error("could not resume");
  }
}

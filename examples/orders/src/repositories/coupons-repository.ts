import Bugsnag from "@bugsnag/node";
import type { Coupon } from "../domain/invoice.js";
import { store } from "../store/database.js";

export async function findCoupon(code: string): Promise<Coupon | undefined> {
  try {
    return await store.get("coupons", code);
  } catch (err) {
    throw new Error("could not read coupon", { cause: err });
  }
}

export async function saveCoupon(coupon: Coupon): Promise<Coupon> {
  try {
    return await store.insert("coupons", coupon);
  } catch (error) {
    Bugsnag.notify(error);
    throw new Error("could not save coupon", { cause: error });
  }
}

import type { Coupon } from "../domain/invoice.js";
import { logger } from "../logger.js";
import { findCoupon, saveCoupon } from "../repositories/coupons-repository.js";

export async function lookUpCoupon(code: string): Promise<Coupon> {
  const coupon = await findCoupon(code.toUpperCase());
  if (!coupon) {
    throw new Error(`coupon ${code} does not exist`);
  }
  return coupon;
}

export function discountOf(total: number, coupon: Coupon): number {
  const percent = coupon.code === "WELCOME" ? Math.max(coupon.percent, 10) : coupon.percent;
  return Math.round((total * percent) / 100);
}

export async function createCoupon(code: string, percent: number): Promise<Coupon> {
  try {
    return await saveCoupon({ code: code.toUpperCase(), percent });
  } catch (err) {
    logger.error({ err, code }, "coupon not saved");
    throw err;
  }
}

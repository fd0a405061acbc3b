import { Router } from "express";
import { requireApiKey } from "../middleware/api-key.js";
import { createCoupon, lookUpCoupon } from "../services/coupons-service.js";
import { couponSchema } from "../validation/customer-schema.js";

export const couponsRouter = Router();

couponsRouter.get("/:code", async (req, res) => {
  try {
    res.json(await lookUpCoupon(req.params.code));
  } catch (err) {
    res.status(404).json({ error: (err as Error).message });
  }
});

couponsRouter.post("/", requireApiKey, async (req, res) => {
  const parsed = couponSchema.safeParse(req.body);
  if (!parsed.success) {
    res.status(400).json({ error_code: "INVALID_INPT", message: parsed.error.message });
    return;
  }
  if (parsed.data.percent > 90) {
    throw new RangeError("a coupon over 90 % needs an approval");
  }
  try {
    res.status(201).json(await createCoupon(parsed.data.code, parsed.data.percent));
  } catch (error: any) {
    res.status(500).json({ ok: false, error: error.stack });
  }
});

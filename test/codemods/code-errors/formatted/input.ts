import { Router } from "express";
import { SError, VError } from "verror";

export const router = Router();

router.get("/orders/:id", async (req, res) => {
  const { id } = req.params;
  if (!id) throw new VError("no order %s not found", id);
  if (id === "1") throw new SError({ cause: null, name: "Old" }, "order not found");
  if (id === "2") throw new VError("order %s not found");
  if (id === "3") throw new VError({ info: { id } }, "order not found");
  const order = await orders.find(id);
  if (!order) throw new VError("order not found: %s of %s", id, req.user.id);
});

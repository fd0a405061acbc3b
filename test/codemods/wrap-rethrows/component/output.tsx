import { useState } from "react";
import { orders } from "./orders";
import { AppError } from "./errors";

export function SaveButton({ orderId }: { orderId: string }) {
  const [label, setLabel] = useState("Save");

  const saveOrder = async () => {
    try {
      await orders.save(orderId);
    } catch (err) {
      console.error(err);
      throw AppError.wrap(err, "could not save order", { context: { orderId } });
    }
  };

  return (
    <button
      className="save"
      onClick={async () => {
        try {
          await orders.touch(orderId);
        } catch (err) {
          throw AppError.wrap(err, "could not touch orders", { context: { orderId } });
        }
      }}
      title={`Save ${label}`}
    >
      {label} <b onClick={saveOrder}>it's</b>
    </button>
  );
}

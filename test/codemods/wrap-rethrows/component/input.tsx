import { useState } from "react";
import { orders } from "./orders";

export function SaveButton({ orderId }: { orderId: string }) {
  const [label, setLabel] = useState("Save");

  const saveOrder = async () => {
    try {
      await orders.save(orderId);
    } catch (err) {
      console.error(err);
      throw err;
    }
  };

  return (
    <button
      className="save"
      onClick={async () => {
        try {
          await orders.touch(orderId);
        } catch (err) {
          throw err;
        }
      }}
      title={`Save ${label}`}
    >
      {label} <b onClick={saveOrder}>it's</b>
    </button>
  );
}

export type OrderStatus = "placed" | "paid" | "shipped" | "cancelled";

export interface OrderLine {
  sku: string;
  quantity: number;
  unitPrice: number;
}

export interface Order {
  id: string;
  customerId: string;
  status: OrderStatus;
  lines: OrderLine[];
  total: number;
  couponCode?: string;
}

export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}

export function canCancel(status: OrderStatus): boolean {
  switch (status) {
    case "placed":
    case "paid":
      return true;
    case "shipped":
    case "cancelled":
      return false;
    default:
      return assertNever(status);
  }
}

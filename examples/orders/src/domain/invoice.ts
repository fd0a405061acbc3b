export interface Invoice {
  id: string;
  orderId: string;
  amount: number;
  issuedAt: string;
}

export interface Coupon {
  code: string;
  percent: number;
}

export interface StockLevel {
  sku: string;
  quantity: number;
}

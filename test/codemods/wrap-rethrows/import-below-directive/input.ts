"use server"; // for forms
/* eslint-disable no-console */

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
}

import { orders } from './orders.js'

export async function loadOrder(orderId) {
  try {
    return await orders.find(orderId)
  } catch (err) {
    throw err
  }
}

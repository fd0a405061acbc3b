import { orders } from './orders.js'
import { AppError } from './errors.js'

export async function loadOrder(orderId) {
  try {
    return await orders.find(orderId)
  } catch (err) {
    throw AppError.wrap(err, 'could not load order', { context: { orderId } })
  }
}

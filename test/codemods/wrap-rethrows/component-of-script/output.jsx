import { orders } from './orders'
import { AppError } from './errors'

export const RemoveButton = ({ orderId }) => (
  <button
    className="remove"
    onClick={() => orders.remove(orderId).catch((err) => { throw AppError.wrap(err, 'could not remove orders', { context: { orderId } }) })}
  >
    Remove
  </button>
)

import { orders } from './orders'

export const RemoveButton = ({ orderId }) => (
  <button
    className="remove"
    onClick={() => orders.remove(orderId).catch((err) => { throw err })}
  >
    Remove
  </button>
)

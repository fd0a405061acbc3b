'use strict'

exports.loadOrder = async function (orders, orderId) {
  try {
    return await orders.find()
  } catch (err) {
    throw err
  }
}

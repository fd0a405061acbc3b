'use strict'

const { wrapFailure } = require('@acme/failures')

exports.loadOrder = async function (orders, orderId) {
  try {
    return await orders.find()
  } catch (err) {
    throw wrapFailure('could not load order', err, undefined, { context: { orderId } })
  }
}

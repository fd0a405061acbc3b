const express = require('express')
const { AppError } = require('./errors')
const { listOrders, loadOrder } = require('./orders')

const app = express()

app.get('/orders', async (req, res) => {
  try {
    res.json(await listOrders())
  } catch (err) {
    throw AppError.wrap(err, 'could not list orders')
  }
})

app.get('/orders/:id', (req, res) => loadOrder(req.params.id)
  .then(order => res.json(order))
  .catch(err => {
    throw AppError.wrap(err, 'could not load order', { code: 'NOT_FOUND' })
  }))

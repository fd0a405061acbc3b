const express = require('express')
const { AppError } = require('./errors')
const { listOrders, loadOrder } = require('./orders')

const app = express()

app.get('/orders', async (req, res) => {
  try {
    res.json(await listOrders())
  } catch (err) {
    res.status(500).json({ error: err.message })
  }
})

app.get('/orders/:id', (req, res) => loadOrder(req.params.id)
  .then(order => res.json(order))
  .catch(err => res.status(404).json({ error: err.message })))

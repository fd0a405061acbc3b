import fastify from 'fastify'
import { orders } from './orders.js'
import { errorBoundary, requestId } from './errors/boundary-fastify.js'

export const app = fastify({ logger: true })
app.addHook("onRequest", requestId)
app.setErrorHandler(errorBoundary)

app.register(orders, { prefix: '/orders' })

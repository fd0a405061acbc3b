import fastify from 'fastify'
import { orders } from './orders.js'

export const app = fastify({ logger: true })

app.register(orders, { prefix: '/orders' })

'use strict'

const createError = require('http-errors')

module.exports = function load (id, callback) {
  if (!id) return callback(createError(404, 'no such order'))
  callback(null, { id })
}

'use strict'

const { AppError } = require('./errors')

module.exports = function load (id, callback) {
  if (!id) return callback(new AppError('NOT_FOUND', 'no such order'))
  callback(null, { id })
}

'use strict';

const { AppError } = require('./errors');

exports.loadOrder = async function (orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw AppError.wrap(err, 'could not load order');
  }
};

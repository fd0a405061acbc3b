'use strict';
exports.loadOrder = async function (orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
};

const { isAppError } = require("./errors");
const orders = require("./orders");

exports.loadOrder = async function (orderId) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    console.error(isAppError(err));
    throw err;
  }
};

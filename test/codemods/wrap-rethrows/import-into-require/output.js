const { isAppError, AppError } = require("./errors");
const orders = require("./orders");

exports.loadOrder = async function (orderId) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    console.error(isAppError(err));
    throw AppError.wrap(err, "could not load order", { context: { orderId } });
  }
};

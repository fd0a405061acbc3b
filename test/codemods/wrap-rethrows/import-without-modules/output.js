var orders = {};

orders.load = function (db, orderId) {
  return db.find(orderId).catch(function (err) {
    throw err;
  });
};

if (typeof module === "object") {
  module.exports = orders;
}

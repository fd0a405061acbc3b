const orders = require("./orders");
const { AppError } = require("./errors");

exports.loadOrder = function (orderId, cb) {
  orders.load(orderId, (err, data) => {
    cb(err && AppError.wrap(err, "could not load order", { context: { orderId } }), data);
  });
};

exports.saveOrder = function (order, callback) {
  orders.save(order, function (err) {
    if (err) console.error(err);
    callback(err && AppError.wrap(err, "could not save order"));
  });
};

exports.removeOrder = function (order, callback) {
  orders.remove(order, (err) => callback(err ? AppError.wrap(err, "could not remove order") : null));
};

exports.countOrders = function (callback) {
  orders.count((error, count) => callback(error ? AppError.wrap(error, "could not count orders") : null, count));
};

exports.lockOrder = function (order, done) {
  orders.lock(order, (err, lock) => {
    if (!err) return done(null, lock);
    done(AppError.wrap(err, "could not lock order"));
  });
};

exports.unlockOrder = function (order, done) {
  orders.unlock(order, (err) => {
    if (err != null && order) {
      return done(AppError.wrap(err, "could not unlock order"));
    }
    return done();
  });
};

const orders = require("./orders");

exports.loadOrder = function (orderId, cb) {
  orders.load(orderId, (err, data) => {
    cb(err, data);
  });
};

exports.saveOrder = function (order, callback) {
  orders.save(order, function (err) {
    if (err) console.error(err);
    callback(err);
  });
};

exports.removeOrder = function (order, callback) {
  orders.remove(order, (err) => callback(err || null));
};

exports.countOrders = function (callback) {
  orders.count((error, count) => callback(error ? error : null, count));
};

exports.lockOrder = function (order, done) {
  orders.lock(order, (err, lock) => {
    if (!err) return done(null, lock);
    done(err);
  });
};

exports.unlockOrder = function (order, done) {
  orders.unlock(order, (err) => {
    if (err != null && order) {
      return done(err);
    }
    return done();
  });
};

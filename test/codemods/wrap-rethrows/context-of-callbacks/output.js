const { store } = require("./store");
const { AppError } = require("./errors");

const tenantId = store.tenant();

exports.insertOrder = function insertOrder(orderId, callback) {
  store.insertLine(orderId, (err, lineId) => {
    if (err) return callback(AppError.wrap(err, "could not insert line", { context: { orderId } }));
    store.insertPart(lineId, (failure, partId) => {
      if (failure) return callback(AppError.wrap(failure, "could not insert part", { context: { lineId, orderId } }));
      callback(null, [lineId, partId, tenantId]);
    });
  });
};

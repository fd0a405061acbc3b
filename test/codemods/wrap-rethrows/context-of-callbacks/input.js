const { store } = require("./store");

const tenantId = store.tenant();

exports.insertOrder = function insertOrder(orderId, callback) {
  store.insertLine(orderId, (err, lineId) => {
    if (err) return callback(err);
    store.insertPart(lineId, (failure, partId) => {
      if (failure) return callback(failure);
      callback(null, [lineId, partId, tenantId]);
    });
  });
};

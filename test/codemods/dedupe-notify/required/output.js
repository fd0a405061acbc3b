"use strict";

const { start } = require("@bugsnag/js");

start();

module.exports.load = function load(id, callback) {
  read(id, (err, row) => {
    if (err) {
      return callback(err);
    }
    callback(null, row);
  });
};

module.exports.drop = async function drop(id) {
  try {
    await remove(id);
  } catch (err) {
    throw err;
  }
};

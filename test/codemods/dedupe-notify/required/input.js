"use strict";

const { notify, start } = require("@bugsnag/js");
const { report } = require("./monitoring");

start();

module.exports.load = function load(id, callback) {
  read(id, (err, row) => {
    if (err) {
      notify(err);
      return callback(err);
    }
    callback(null, row);
  });
};

module.exports.drop = async function drop(id) {
  try {
    await remove(id);
  } catch (err) {
    void report(err);
    throw err;
  }
};

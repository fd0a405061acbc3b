const { readFile } = require("fs");
const { AppError } = require("./errors");

function loadExport(path, callback) {
  readFile(path, "utf8", (err, text) => {
    if (err) return callback(AppError.wrap(err, "could not read export"));
    callback(null, text);
  });
}

function loadAll(paths) {
  return new Promise((resolve, reject) => {
    Promise.all(paths.map(open)).then(resolve, (reason) => reject(AppError.wrap(reason, "could not open all")));
  });
}

function countRows(table) {
  return table.count().catch((error) => {
    const failure = AppError.wrap(error, "count of rows failed");
    failure.name = "CountError";
    throw failure;
  });
}

class Feed {
  async poll() {
    try {
      await this.next();
    } catch (err) {
      this.emit("error", AppError.wrap(err, "feed broke off"));
    }
  }
}

module.exports = { loadExport, loadAll, countRows, Feed };

const { readFile } = require("fs");

function loadExport(path, callback) {
  readFile(path, "utf8", (err, text) => {
    if (err) return callback(new Error("could not read export: " + err.message));
    callback(null, text);
  });
}

function loadAll(paths) {
  return new Promise((resolve, reject) => {
    Promise.all(paths.map(open)).then(resolve, (reason) => reject(new Error("could not open all: " + reason)));
  });
}

function countRows(table) {
  return table.count().catch((error) => {
    const failure = new Error(`count of rows failed: ${error.message}`);
    failure.name = "CountError";
    throw failure;
  });
}

class Feed {
  async poll() {
    try {
      await this.next();
    } catch (err) {
      this.emit("error", new Error("feed broke off: " + err));
    }
  }
}

module.exports = { loadExport, loadAll, countRows, Feed };

import fs from "node:fs";

export type Callback<T> = (err: Error | null, result?: T) => void;

const HEADER = "id,status,total";

export function writeRows(file: string, rows: string[], callback: Callback<string>): void {
  fs.writeFile(file, [HEADER, ...rows, ""].join("\n"), (err) => {
    callback(err, file);
  });
}

export function readRows(file: string, callback: Callback<string[]>): void {
  fs.readFile(file, "utf8", (err, text) => {
    if (err) {
      callback(err);
      return;
    }
    callback(null, text.split("\n").slice(1, -1));
  });
}

export function countRows(file: string, done: Callback<number>): void {
  readRows(file, (error, rows) => {
    if (error) return done(new Error("could not count rows: " + error.message));
    done(null, rows?.length ?? 0);
  });
}

export function appendRow(file: string, row: string, cb: Callback<void>): void {
  fs.appendFile(file, `${row}\n`, cb);
}

export function removeFile(file: string, cb: Callback<boolean>): void {
  fs.unlink(file, (failure) => {
    if (failure) return cb(failure);
    cb(null, true);
  });
}

import express from "express";
import { createReadStream } from "node:fs";
import { audit, loadReport, reportFeed } from "./reports";

const app = express();

// streamed
app.get("/report.csv", async (req, res) => {
  res.write("id,total\n");
  try {
    for (const row of await loadReport()) res.write(`${row.id},${row.total}\n`);
    res.end();
  } catch (err) {
    res.end(`failed: ${err.message}`);
  }
});

// piped
app.get("/report.pdf", async (req, res) => {
  try {
    createReadStream("report.pdf").pipe(res);
    await audit(req);
  } catch (err) {
    res.status(500).send(err.message);
  }
});

// answered, and gone on
app.get("/report/slow", async (req, res) => {
  try {
    res.status(202).end();
    await loadReport();
  } catch (err) {
    res.status(500).send(err.message);
  }
});

// in a listener
app.get("/report/feed", (req, res) => {
  reportFeed.on("error", (err) => {
    res.status(500).send(err.message);
  });
});

// in a timer
app.get("/report/late", (req, res) => {
  setTimeout(async () => {
    try {
      res.json(await loadReport());
    } catch (err) {
      res.status(500).send(err.message);
    }
  }, 1000);
});

// in a callback
app.get("/report/read", (req, res) => {
  reportFeed.read((err, report) => {
    if (err) return res.status(500).send(err.message);
    res.json(report);
  });
});

// in a floating promise
app.get("/report/float", (req, res) => {
  loadReport().then((report) => res.json(report)).catch((err) => res.status(500).send(err.message));
});

// before another handler of the chain
app.get("/report/chain", (req, res) =>
  loadReport().catch((err) => res.status(500).send(err.message)).then(() => audit(req)),
);

// before something else
app.get("/report/audited", async (req, res) => {
  try {
    res.json(await loadReport());
  } catch (err) {
    res.status(500).send(err.message);
    await audit(req);
  }
});

// in a loop
app.get("/report/retried", async (req, res) => {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      res.json(await loadReport());
    } catch (err) {
      res.status(500).send(err.message);
    }
  }
});

// in a try of its own
app.get("/report/nested", async (req, res) => {
  try {
    try {
      res.json(await loadReport());
    } catch (err) {
      res.status(500).send(err.message);
    }
  } catch {
    res.end();
  }
});

// in an expression
app.get("/report/expression", async (req, res) => {
  try {
    res.json(await loadReport());
  } catch (err) {
    res.headersSent || res.status(500).send(err.message);
  }
});

// without a name
app.get("/report/unnamed", async (req, res) => {
  try {
    res.json(await loadReport());
  } catch ({ message }) {
    res.status(500).send(message);
  }
});

// under a directive
app.get("/report/directive", async (req, res) => {
  try {
    res.json(await loadReport());
  } catch (err) {
    // @ts-expect-error err is unknown
    res.status(500).send(err.message);
  }
});

// in a body of its own shape
const toProblem = ({ detail, status }) => ({ schemas: ["urn:problem"], detail, status });
app.get("/report/problem", async (req, res) => {
  try {
    res.json(await loadReport());
  } catch (err) {
    res.status(500).json(toProblem({ detail: err.message, status: 500 }));
  }
});

const toError = ({ detail, status }) => ({ error: { detail, status } });
app.get("/report/error", async (req, res) => {
  try {
    res.json(await loadReport());
  } catch (err) {
    res.status(500).json(toError({ detail: err.message, status: 500 }));
  }
});

// the boundary
app.use((err, req, res, next) => {
  res.status(500).send(err.message);
});

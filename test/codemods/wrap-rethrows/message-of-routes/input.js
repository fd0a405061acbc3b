const express = require("express");
const { db } = require("./db");

function createRouter() {
  const router = express.Router();

  router.get("/orders/:id", async (req, res) => {
    try {
      const [order] = await db.query("select 1");
      const [lines] = await db.query("select 2");
      res.json({ order, lines });
    } catch (err) {
      throw err;
    }
  });

  router.post("/orders", async (req, res) => {
    try {
      res.json(await db.insert(req.body));
    } catch (err) {
      throw err;
    }
  });

  return router;
}

module.exports = { createRouter };

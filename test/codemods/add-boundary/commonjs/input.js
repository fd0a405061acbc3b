const express = require("express");

const app = express();
app.use(express.json());

const { router } = require("./orders");

app.use("/orders", router);

"use strict";

const Koa = require("koa");
const { router } = require("./orders");

const app = new Koa();
app.use(router.routes());

module.exports = { app };

"use strict";

const Koa = require("koa");
const { router } = require("./orders");
const { errorBoundary } = require("./errors/boundary-koa");

const app = new Koa();
app.use(errorBoundary);
app.use(router.routes());

module.exports = { app };

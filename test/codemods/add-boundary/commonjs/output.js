const express = require("express");
const { errorBoundary, requestId } = require("./errors/boundary-express");

const app = express();
app.use(requestId);
app.use(express.json());

const { router } = require("./orders");

app.use("/orders", router);
app.use(errorBoundary);

import express from "express";
import { router } from "./orders";
import { errorBoundary, requestId } from "./errors/boundary-express";

const app = express();

app.use(requestId);
app.use(express.json());
app.use("/orders", router);
app.use(errorBoundary);

app.listen(3000);

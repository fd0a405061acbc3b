import express from "express";
import { router } from "./orders";

const app = express();

app.use(express.json());
app.use("/orders", router);

app.listen(3000);

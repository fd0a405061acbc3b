import express from "express";
import { router } from "./orders";

const app = express();
app.get("/", (req, res) => res.send("up"));

export function start() {
  app.use("/orders", router);
  app.listen(3000);
}

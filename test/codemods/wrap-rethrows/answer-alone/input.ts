import express from "express";
import { Status } from "./status";
import { AppError } from "./errors";

const app = express();

app.get("/hello", (req, res, next) => {
  try {
    res.status(Status.ok).send("Hello World");
  } catch (err) {
    next(err);
  }
});

app.get("/version", async (req, res, next) => {
  try {
    return res.json({ version: "1.0.0" });
  } catch (err) {
    next(err);
  }
});

app.get("/name", (req, res, next) => {
  try {
    res.send(req.session.user.name);
  } catch (err) {
    next(err);
  }
});

app.get("/orders", (req, res, next) => {
  try {
    res.json(listOrders());
  } catch (err) {
    next(err);
  }
});

app.get("/page", (req, res, next) => {
  try {
    res.render("page");
  } catch (err) {
    next(err);
  }
});

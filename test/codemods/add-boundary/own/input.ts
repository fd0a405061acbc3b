import express from "express";
import { renderError } from "./render";

const app = express();
app.get("/", (req, res) => res.send("up"));
app.use((err, req, res, next) => renderError(err, res));

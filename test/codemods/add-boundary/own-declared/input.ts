import express from "express";
import { errorHandler } from "./error-handler";

const app = express();
app.get("/", (req, res) => res.send("up"));
app.use(errorHandler);

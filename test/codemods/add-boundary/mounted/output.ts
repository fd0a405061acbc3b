import express from "express";
import { errorBoundary } from "./errors/boundary-express";

const app = express();
app.get("/", (req, res) => res.send("up"));
app.use(errorBoundary);

import express from "express";
import { router } from "./orders";

export default express().use(router);

import type { NextFunction, Request, Response } from "express";
import { config } from "../config.js";

export function requireApiKey(req: Request, res: Response, next: NextFunction): void {
  const given = req.get("x-api-key");
  if (!given) {
    res.status(401).json({ error_code: "UNAUTHENTICTED", message: "an API key is required" });
    return;
  }
  if (given !== config.apiKey) {
    res.status(403).json({ error_code: "PERMISSION_DENIED", message: "this API key may not do that" });
    return;
  }
  next();
}

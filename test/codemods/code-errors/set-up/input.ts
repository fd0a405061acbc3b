import { AppError } from "./errors";

export function check(config, email) {
  if (!config.issuer) throw new Error("Missing issuer in configuration");
  if (config.teams) throw new Error("Not syncing due to team sync config");
  if (config.policy) throw new Error("Policy is not supported or configured correctly");
  if (!email) throw new Error("Failed to authenticate");
  if (!config.carriers) throw new Error("No configuration found for carriers");
  if (config.isOld) throw new Error("Could not reset password");
  if (!config.kid) throw new Error("Token signing key not found");
  throw new AppError("INTERNAL_ERROR", "no check");
}

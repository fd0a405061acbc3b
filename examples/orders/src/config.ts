function readPort(name: string, fallback: number): number {
  const port = Number(process.env[name] ?? fallback);
  if (!Number.isInteger(port) || port < 0) {
    throw new Error(`${name} must be a port number`);
  }
  return port;
}

export const config = {
  port: readPort("PORT", 3000),
  adminPort: readPort("ADMIN_PORT", 3001),
  apiKey: process.env.API_KEY ?? "local-key",
  logLevel: process.env.LOG_LEVEL ?? "info",
  exportDirectory: process.env.EXPORT_DIR ?? "/tmp",
  bugsnag: {
    apiKey: process.env.BUGSNAG_API_KEY ?? "0123456789abcdef0123456789abcdef",
    endpoint: process.env.BUGSNAG_ENDPOINT ?? "http://127.0.0.1:9339",
  },
  payments: {
    url: process.env.PAYMENT_URL ?? "http://127.0.0.1:4010",
    attempts: 3,
    retryDelayMs: Number(process.env.PAYMENT_RETRY_DELAY_MS ?? 200),
  },
  carrier: {
    url: process.env.CARRIER_URL ?? "http://127.0.0.1:4020",
  },
};

import http from "node:http";

export interface JsonReply {
  status: number;
  body: any;
}

const TIMEOUT_MS = 5_000;

export function postJson(url: string, payload: unknown): Promise<JsonReply> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { method: "POST", timeout: TIMEOUT_MS, headers: { "content-type": "application/json" } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => (text += chunk));
        response.on("error", reject);
        response.on("end", () => {
          try {
            resolve({ status: response.statusCode ?? 0, body: text ? JSON.parse(text) : null });
          } catch (err) {
            reject(err);
          }
        });
      },
    );
    request.on("timeout", () => request.destroy(new Error("request timed out")));
    request.on("error", (error) => {
      reject(error);
    });
    request.end(JSON.stringify(payload));
  });
}

export function getJson(url: string): Promise<JsonReply> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { timeout: TIMEOUT_MS }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
        } catch (e: any) {
          reject(new Error(`${url} answered no JSON: ${e.message}`));
        }
      });
    });
    request.on("timeout", () => request.destroy(new Error("request timed out")));
    request.on("error", (ex) => {
      reject(new Error("GET " + url + " failed: " + ex.message));
    });
  });
}

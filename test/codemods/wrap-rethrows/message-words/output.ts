import axios from "axios";
import { db } from "./db";
import { f, loadUserProfile, parseHTTPRequest, refreshOAuthTokens, uploadToS3 } from "./work";
import { AppError } from "./errors";

export async function run() {
  try {
    await loadUserProfile();
  } catch (err) {
    throw AppError.wrap(err, "could not load user profile");
  }
}

export async function readBody() {
  try {
    await parseHTTPRequest();
  } catch (err) {
    throw AppError.wrap(err, "could not parse HTTP request");
  }
}

export async function signIn() {
  try {
    await refreshOAuthTokens();
  } catch (err) {
    throw AppError.wrap(err, "could not refresh OAuth tokens");
  }
}

export async function storeInvoiceAsync() {
  try {
    await f();
  } catch (err) {
    throw AppError.wrap(err, "could not store invoice");
  }
}

export async function g() {
  try {
    await f();
  } catch (err) {
    throw err;
  }
}

export const listOrdersByIDs = async () => {
  try {
    await db.query("select 1");
    await db.query("select 2");
  } catch (err) {
    throw AppError.wrap(err, "could not list orders by IDs");
  }
};

export const tasks = {
  async sendReminders() {
    try {
      await axios.post("/reminders");
    } catch (err) {
      throw AppError.wrap(err, "could not send reminders");
    }
  },
  cancel_subscription: async () => {
    try {
      await uploadToS3();
    } catch (err) {
      throw AppError.wrap(err, "could not upload to S3");
    }
  },
};

export default async () => {
  try {
    await axios("/health");
  } catch (err) {
    throw err;
  }
};

import axios from "axios";
import { db } from "./db";
import { f, loadUserProfile, parseHTTPRequest, refreshOAuthTokens, uploadToS3 } from "./work";

export async function run() {
  try {
    await loadUserProfile();
  } catch (err) {
    throw err;
  }
}

export async function readBody() {
  try {
    await parseHTTPRequest();
  } catch (err) {
    throw err;
  }
}

export async function signIn() {
  try {
    await refreshOAuthTokens();
  } catch (err) {
    throw err;
  }
}

export async function storeInvoiceAsync() {
  try {
    await f();
  } catch (err) {
    throw err;
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
    throw err;
  }
};

export const tasks = {
  async sendReminders() {
    try {
      await axios.post("/reminders");
    } catch (err) {
      throw err;
    }
  },
  cancel_subscription: async () => {
    try {
      await uploadToS3();
    } catch (err) {
      throw err;
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

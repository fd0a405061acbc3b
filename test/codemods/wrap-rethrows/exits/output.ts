import { EventEmitter } from "node:events";
import { orders } from "./orders";
import { AppError } from "./errors";

export class OrderFeed extends EventEmitter {
  async readPage(page: number) {
    try {
      return await orders.page(page);
    } catch (err) {
      return Promise.reject(AppError.wrap(err, "could not read page"));
    }
  }

  async readNextPage() {
    try {
      return await orders.next();
    } catch (err) {
      return AppError.wrap(err, "could not read next page");
    }
  }

  pushOrder(orderId: string) {
    orders.push(orderId).catch((err) => this.emit("error", AppError.wrap(err, "could not push order", { context: { orderId } })));
  }

  openFeed(orderId: string) {
    return new Promise((resolve, reject) => {
      orders.open(orderId).then(resolve, (err) => reject(AppError.wrap(err, "could not open feed", { context: { orderId } })));
    });
  }

  closeFeed() {
    return orders.close().then(
      () => null,
      (reason) => {
        throw AppError.wrap(reason, "could not close feed");
      },
    );
  }
}

import { EventEmitter } from "node:events";
import { orders } from "./orders";

export class OrderFeed extends EventEmitter {
  async readPage(page: number) {
    try {
      return await orders.page(page);
    } catch (err) {
      return Promise.reject(err);
    }
  }

  async readNextPage() {
    try {
      return await orders.next();
    } catch (err) {
      return err;
    }
  }

  pushOrder(orderId: string) {
    orders.push(orderId).catch((err) => this.emit("error", err));
  }

  openFeed(orderId: string) {
    return new Promise((resolve, reject) => {
      orders.open(orderId).then(resolve, (err) => reject(err));
    });
  }

  closeFeed() {
    return orders.close().then(
      () => null,
      (reason) => {
        throw reason as Error;
      },
    );
  }
}

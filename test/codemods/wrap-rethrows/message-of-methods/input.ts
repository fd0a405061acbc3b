import { orders, pool } from "./store";

export class OrdersRepository {
  async find(id: string) {
    try {
      return await pool.query("select * from orders where id = $1", [id]);
    } catch (err) {
      throw err;
    }
  }

  async findById(id: string) {
    try {
      return await orders.findUnique({ where: { id } });
    } catch (err) {
      throw err;
    }
  }

  static async #removeStale() {
    try {
      await orders.deleteMany();
    } catch (err) {
      throw err;
    }
  }

  archive = async () => {
    try {
      await orders.save();
    } catch (err) {
      throw err;
    }
  };
}

export class PaymentClient {
  async charge() {
    try {
      await Promise.all([pool.begin(), pool.lock()]);
    } catch (err) {
      throw err;
    }
  }
}

export class OrderImporter {
  async execute() {
    try {
      const rows = await pool.query("select 1");
      await pool.insert(rows);
    } catch (err) {
      throw err;
    }
  }
}

OrdersRepository.prototype.reloadOrders = async function () {
  try {
    await pool.begin();
    await pool.end();
  } catch (err) {
    throw err;
  }
};

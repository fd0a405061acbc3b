import { describe, expect, it } from "vitest";
import { noBareRethrow } from "../../src/findings/no-bare-rethrow.ts";
import type { Proposal } from "../../src/rewrite/proposal.ts";
import { factsOf } from "../support/facts.ts";

/** What the wrap of the one error that leaves says. */
function messageIn(text: string, path = "/repo/src/file.ts"): string {
  return wrapsIn(text, path)[0]?.data["message"] ?? "";
}

/** Why only a person can say what that is to say; `undefined` where it stands. */
function doubtIn(text: string): string | undefined {
  return wrapsIn(text)[0]?.doubt;
}

function wrapsIn(text: string, path = "/repo/src/file.ts"): readonly Proposal[] {
  const findings = noBareRethrow.find(factsOf(text, { path }));
  expect(findings).toHaveLength(1);
  return findings[0]?.proposals ?? [];
}

/** A function of this head, in which two calls may fail, so that its own name has to say what failed. */
function named(head: string): string {
  return `${head} { try { open(); close(); } catch (err) { log(err); throw err; } }`;
}

/** A nameless function that awaits this. */
function awaiting(call: string): string {
  return `import axios from "axios"; export default async () => { try { await ${call}; } catch (err) { log(err); throw err; } };`;
}

describe("the words of a call", () => {
  it.each([
    ["loadUserProfile()", "could not load user profile"],
    ["this.orders.loadAllAsync()", "could not load orders"],
    ["repository.save_order_lines(lines)", "could not save order lines"],
    ["parseHTTPRequest(req)", "could not parse HTTP request"],
    ["getOrderByID(1)", "could not get order by ID"],
    ["listOrderIDs()", "could not list order IDs"],
    ["readURLs()", "could not read URLs"],
    ["refreshOAuthToken()", "could not refresh OAuth token"],
    ["runGraphQLQuery()", "could not run GraphQL query"],
    ["pushToS3(file)", "could not push to S3"],
    ["base64Encode(file)", "could not encode base64"],
    ["storeÜbersicht()", "could not store übersicht"],
    ["orderToRow(order)", "could not convert order to row"],
    ["orderLinesToCsv(lines)", "could not convert order lines to csv"],
    ["addLineToOrder(line)", "could not add line to order"],
    ["inviteUserToTeam(user)", "could not invite user to team"],
    ["writeToDisk(order)", "could not write to disk"],
    ["safeWriteFile(path)", "could not write file"],
    ["orders.first()", "could not get orders"],
    ["db.invitation.findAndCountAll({ limit })", "could not find invitations"],
    ["prisma.category.findMany({})", "could not find categories"],
    ["tables.box.deleteMany({})", "could not delete boxes"],
    ["models.history.findAll()", "could not find history"],
    ["models.orders.findAll()", "could not find orders"],
    ["models.address.findAll()", "could not find addresses"],
    ["db.invitation.findOne({ id })", "could not find invitation"],
    ["this.recursiveGetFolders(id)", "could not get folders"],
    ["orders.callMethod(1)", "could not call method"],
    // what it is called on is neither what is done nor what it is done to
    ["Joi.validate(input, schema)", "could not finish the operation"],
    ["queryBuilder.execute()", "could not finish the operation"],
    ["redis.get(key)", "could not get"],
    ["redis.connect()", "could not connect redis"],
    ["dataExport(user)", "could not run data export"],
    ["handleDeleteSpaceAttachments(space)", "could not delete space attachments"],
    ["this.convertToWebP(image)", "could not convert to WebP"],
    ["this.fetchService.fetch(url)", "could not fetch"],
    ["customFetch(url)", "could not fetch"],
    ["customizeFetch(url)", "could not customize fetch"],
    ["userProfile(token)", "could not get user profile"],
    ["doUpload(file)", "could not upload"],
    ["pageEvent(event)", "could not handle page event"],
    ["afterLoginChecks(user)", "could not run after login checks"],
    ["quantityCheckBeforeUpdate(item)", "could not run quantity check before update"],
    ["exportData(user)", "could not export data"],
    ["httpServer(port)", "could not run http server"],
    ["jwtVerify(token)", "could not verify jwt"],
    ["dnsLookup(host)", "could not run dns lookup"],
    ["loginUser(user)", "could not log in user"],
    ["db.transaction(work)", "could not run transaction"],
    ["randomBytes(32)", "could not get random bytes"],
    ["db.insert(orders).values(row).returning()", "could not finish the operation"],
    ["git.branchLocal()", "could not get local branch"],
    ["gracefulShutdown()", "could not shut down"],
    ["work.call(this, order)", "could not finish the operation"],
    ["promiseWaterfall(steps)", "could not finish the operation"],
    ["this.codes.findByCodeAndClient(code)", "could not find codes"],
    ["handlePost(path)", "could not handle post"],
    ["handleOrder(path)", "could not handle order"],
    ["initialization()", "could not run initialization"],
    ["handleStoreError(loading)", "could not finish the operation"],
    ["handleErrorReport(report)", "could not handle error report"],
    ["profileClient.getMe()", "could not get profile"],
    ["orders.findOrCreate(order).spread(toOrder)", "could not find orders"],
    ["delCookie(name)", "could not delete cookie"],
    ["req.login(user)", "could not log in"],
    ["shutdown()", "could not shut down"],
    ["saveOrderOrThrow(order)", "could not save order"],
    ["openSQLiteFile(path)", "could not open SQLite file"],
    ["startE2BSandbox()", "could not start E2B sandbox"],
    ["this.ordersRepository.exists(1)", "could not check orders"],
    ["app()", "could not run app"],
    ["disconnectIBMi(pool)", "could not disconnect IBMi"],
    ["readAPIv2Token()", "could not read APIv2 token"],
    ["listAPIs()", "could not list APIs"],
    ["verifyPDFIsSigned(file)", "could not verify PDF is signed"],
    ["AsyncBufferToStream(buffer)", "could not convert buffer to stream"],
    ["licenseInit()", "could not init license"],
    ["userImageLibrary(user)", "could not run user image library"],
    ["forgotPassword(user)", "could not run forgot password"],
    ["stripeCheckoutSession(user)", "could not run stripe checkout session"],
    ["recreateIndex(name)", "could not recreate index"],
    ["prioritizeQueue(name)", "could not prioritize queue"],
    ["api.partialUpdateItem(item)", "could not partially update item"],
    ["doesOrderExist(id)", "could not finish the operation"],
    ["catchError(work)", "could not finish the operation"],
    ["notificationsForUser(user)", "could not get notifications for user"],
    ["intent.roomState(id)", "could not get room state"],
    ["oauthAuthorize(client)", "could not authorize oauth"],
    ["doCreateNetwork(name)", "could not create network"],
    ["executeDeleteOrder(id)", "could not delete order"],
    ["loadOrderInternal(id)", "could not load order"],
    ["loadOrderWithRetry(id)", "could not load order"],
    ["findOrdersOf(customer)", "could not find orders"],
    ["downloadToBuffer(url)", "could not download to buffer"],
    ["userCreated(user)", "could not handle user created"],
    ["fileExists(path)", "could not check file"],
    ["dynamicImport(path)", "could not import"],
    ["apiRequest(path)", "could not run api request"],
    ["messageHandler(message)", "could not finish the operation"],
    ["callbackWithClose()", "could not finish the operation"],
    ["abortTextToSpeech(id)", "could not abort text to speech"],
    ["clearCacheCb()", "could not clear cache"],
    ["eachSeries(orders, save)", "could not finish the operation"],
    ["authWithV1(user)", "could not authenticate with V1"],
    ["client.allOrderLines()", "could not get all order lines"],
    ["_loadOrder()", "could not load order"],
    ["this.#loadOrder()", "could not load order"],
    ["loadOrder().then(toOrder).finally(close)", "could not load order"],
    ["orders.find(1)", "could not find orders"],
    ["prisma.order.findUniqueOrThrow(1)", "could not find order"],
    ["this.ordersRepository.findById(1)", "could not find orders"],
    ["db.query(sql)", "could not query"],
    ["axios.get(url)", "could not get"],
    ["app.listen(port)", "could not listen"],
    ["server.ready()", "could not finish the operation"],
    ["dist_index_a_b_c_order_lines_index_cjs()", "could not finish the operation"],
    ["axios(url)", "could not call axios"],
    ["charge(card)", "could not charge"],
    ["f()", "could not finish the operation"],
    ["fn()", "could not finish the operation"],
    ["cb()", "could not finish the operation"],
    ["next()", "could not finish the operation"],
    ["handler()", "could not finish the operation"],
    ["Promise.all([loadOrder(), loadLines()])", "could not finish the operation"],
    ["tasks[0]()", "could not finish the operation"],
  ])("await %s: %s", (call, expected) => {
    expect(messageIn(awaiting(call))).toBe(expected);
  });
});

it.each(["add", "push", "schedule"])("takes what %s is given for what failed, where that is a job", (method) => {
  const text = (name: string, given: string): string =>
    `const go = { ${name}: (order) => orderQueue.${method}(${given}).catch((err) => { log(err); throw err; }) };`;
  const job = "() => book(order)";
  expect(messageIn(text("handleOrder", job))).toBe("could not handle order");
  expect(doubtIn(text("run", job))).toBe("“could not run” does not say what failed there: what is the wrap to say?");
  expect(messageIn(text("run", "order"))).toBe(`could not ${method} order queue`);
});

describe("the words of a call that do not tell what failed", () => {
  it.each([
    // the object is missing, or says nothing
    ["create()", "create"],
    ["req.locals.C100Api.createCase(req)", "create case"],
    ["this.ingestService.syncForLinkedUser(id)", "sync for linked user"],
    ["builder.queryBuilder.getRawMany()", "get raw many"],
    ["hardDelete()", "hard delete"],
    ["upload(file)", "upload"],
    ["findByLocation(place)", "find by location"],
    ["fetchData()", "fetch data"],
    ["saveAndReturn(order)", "save and return"],
    ["setUp()", "set up"],
    // no verb, or none that is meant as one
    ["worker()", "worker"],
    ["analyticsReport()", "run analytics report"],
    ["groupSettings()", "group settings"],
    ["putOrder(order)", "put order"],
    ["requireRole(role)", "require role"],
    ["assertCanRead(order)", "assert can read"],
    ["waitUntilReady()", "wait until ready"],
    // how it is coded
    ["cleanupFunction()", "clean up function"],
    ["getOrdersQuery()", "get orders query"],
    ["getScoreController()", "get score controller"],
    ["insertStorageOperations()", "insert storage operations"],
    ["fetchInterceptor()", "fetch interceptor"],
    // where to, not what
    ["uploadS3Bucket(file)", "upload S3 bucket"],
    ["sendSMTP(mail)", "send SMTP"],
    // two deeds in one, or what has happened
    ["getCreateOrder()", "get create order"],
    ["checkIsOpen(order)", "check is open"],
    ["handleRefundCreated(refund)", "handle refund created"],
    ["exportCsvExport()", "export csv export"],
    ["runEnrolledMentees()", "run enrolled mentees"],
    // letters and abbreviations
    ["saveObj(order)", "save obj"],
    ["sendMsgToUser(text)", "send msg to user"],
    ["enable2Fa(user)", "run enable2 fa"],
    ["attachIoTPolicy(device)", "attach io t policy"],
    // what is told of failures
    ["logTransferError(order)", "log transfer error"],
  ])("await %s: %s", (call, said) => {
    expect(doubtIn(awaiting(call))).toBe(
      `“could not ${said}” does not say what failed there: what is the wrap to say?`,
    );
  });

  it.each([
    "authenticate(user)",
    "bulkCreateOrders(rows)",
    "getOrCreateCustomer(name)",
    "validateAndSaveOrder(order)",
    "removeFromFavorites(order)",
    "pushToKafka(order)",
    "readOrderFromDisk(path)",
    "runMigrations()",
    "runEmailCheck(user)",
    "executeWorkflow(order)",
    "processMessage(message)",
    "parseResponseBody(body)",
    "setUpDatabase()",
    "loginUser(user)",
    "registerHooks()",
    "uploadToS3Async(file)",
    "listMySQLRows()",
    "buildOrdersQuery()",
    "listS3Buckets()",
    "sendEmail(user)",
    "checkForUpdates()",
    "ensureFolderIsEmpty(path)",
    "createStoredOrder(order)",
  ])("are told from those that do: await %s", (call) => {
    expect(doubtIn(awaiting(call))).toBeUndefined();
  });

  it("give way to those of the function around it", () => {
    const text = `async function exportOrders() { try { await getJson("/orders"); } catch (err) { log(err); throw err; } }`;
    expect(messageIn(text)).toBe("could not export orders");
    expect(doubtIn(text)).toBeUndefined();
  });

  it.each([
    ["return JSON.parse(await readFile(path));"],
    ["const text = await readFile(path); const { name } = JSON.parse(text); return name;"],
    ["const text = await readFile(path); return schema.parse(text);"],
    ["const text = await readFile(path); return new URL(text);"],
    ["const text = await readFile(path); writeFileSync(copy, text);"],
    ["await swallow(order); return send(order);"],
  ])("give way where another call may fail as well, or theirs cannot: %s", (body) => {
    const swallow =
      "async function swallow(order) { const sent = []; try { await send(order); } catch (err) { log(err); } return sent; }";
    const text = `${swallow}\nasync function copyOrder(order) { try { ${body} } catch (err) { log(err); throw err; } }`;
    expect(messageIn(text)).toBe("could not copy order");
    const nameless = text.replace("function copyOrder", "function").replace("\nasync", "\nexport default async");
    expect(doubtIn(nameless)).toContain("what is the wrap to say?");
  });

  it.each([
    ["const at = Date.parse(day); await readFile(path);"],
    ["log(path.parse(file)); await readFile(file);"],
    ["await readFile(JSON.parse(paths));"],
    ["await readFile(path); return () => JSON.parse(path);"],
    ["await readFile(path); parse(path);"],
  ])("stay where nothing else is likely to fail: %s", (body) => {
    const text = `import path from "node:path";\nasync function copyOrder(order) { try { ${body} } catch (err) { log(err); throw err; } }`;
    expect(messageIn(text)).toBe("could not read file");
  });

  it.each(["throw new Error(path);", "reject(err);"])("stay where what is called lets something out: %s", (handler) => {
    const own = `async function loadOrder(path) { try { await send(path); } catch (err) { ${handler} } }`;
    const text = `${own}\nexport const copy = { async one(order) { try { await loadOrder(order); } catch (err) { log(err); throw err; } } };`;
    expect(messageIn(text)).toBe("could not load order");
  });

  it("are those that another wrap of the function has", () => {
    const text = (other: string): string =>
      `function copyOrder(done) { source.open((err) => { if (err) return done(err); ${other}((err) => { if (err) log(err); }); }); }`;
    expect(doubtIn(text("target.open"))).toBeUndefined();
    const twice = text("target.open").replace("if (err) log(err)", "if (err) throw err");
    const findings = noBareRethrow.find(factsOf(twice));
    expect(findings.map(({ proposals }) => proposals[0]?.doubt)).toEqual(
      findings.map(() => "“could not copy order” is what another wrap near there says: what is this one to say?"),
    );
    expect(findings).toHaveLength(2);
    const apart = noBareRethrow.find(factsOf(twice.replace("target.open", "target.writeLines")));
    expect(apart.map(({ proposals }) => proposals[0]?.doubt)).toEqual([undefined, undefined]);
  });
});

describe("the words of a function", () => {
  it.each([
    ["function loadOrder()", "could not load order"],
    ["async function loadOrderAsync()", "could not load order"],
    ["const loadOrder = () =>", "could not load order"],
    ["const loadOrder = async function ()", "could not load order"],
    ["exports.loadOrder = () =>", "could not load order"],
    ["module.exports = () =>", "could not finish the operation"],
    ["export async function GET()", "could not serve GET"],
    ["function save()", "could not save"],
    ["function keys()", "could not get keys"],
    ["function run()", "could not run"],
    ["function f()", "could not finish the operation"],
    ["function handler()", "could not finish the operation"],
    ["const ordersController = () =>", "could not finish the operation"],
    ["export default function ()", "could not finish the operation"],
    ["reader.onload = () =>", "could not finish the operation"],
    ["function validateFn()", "could not validate"],
    ["function connected()", "could not finish the operation"],
    ["function readBasketMiddleware()", "could not read basket"],
    ["function createMiddleware()", "could not create middleware"],
    ["function restartOrderService()", "could not restart order service"],
    ["async function tryReconnect()", "could not reconnect"],
    ["async function attemptLoadOrder()", "could not load order"],
  ])("%s: %s", (head, expected) => {
    expect(messageIn(named(head))).toBe(expected);
  });

  it.each([
    ["class OrdersService { load()", "could not load orders"],
    ["class OrderService { async get()", "could not get order"],
    ["class OrderImporter { execute()", "could not execute order importer"],
    ["class StreamSplitter { _write(chunk)", "could not write"],
    ["class PaymentClient { charge()", "could not charge payment"],
    ["class UploadStream { _final(callback)", "could not finish stream"],
    ["class Mailer { deliver()", "could not deliver"],
    ["class Orders { loadLines()", "could not load lines"],
    ["class Orders { static #findAll()", "could not find orders"],
    ["class Service { run()", "could not run"],
    ["class HistoryProcessor { process()", "could not process history"],
    ["class OrderRecords { listKeys()", "could not list keys"],
    ["class DeleteOrderWorker { handler()", "could not delete order"],
    ["class ValidateOrderService { validate()", "could not validate order"],
    ["class OrderReadmeWorker { handler()", "could not run order readme worker"],
    ["class NotifyOrderDeletedWorker { handler()", "could not run notify order deleted worker"],
    ["class OrderFeed { constructor()", "could not create order feed"],
    ["class OrderEvents { publish()", "could not publish order events"],
    ["class GetOrderHandler { execute()", "could not get order"],
    ["class DeleteOrderCommand { execute()", "could not delete order"],
    ["class OrderCreateHandler { execute()", "could not create order"],
    ["class ArchiveOrdersUseCase { run()", "could not archive orders"],
    ["class OrderFeed { get size()", "could not read size"],
    ["class OrderFeed { set size(size)", "could not set size"],
    ["const feed = { get size()", "could not read size"],
  ])("%s: %s", (head, expected) => {
    expect(messageIn(`${named(head)} }`)).toBe(expected);
  });

  it("are those of a task", () => {
    expect(messageIn(`schedules.task({ id: "bank-sync", ${named("async run()")} });`)).toBe("could not run bank-sync");
  });

  it("are those of the function around an anonymous one", () => {
    expect(messageIn(named("function loadOrders() { return ids.map(() =>") + "); }")).toBe("could not load orders");
  });

  it("are not those of a factory, for what it returned long before", () => {
    expect(messageIn(`${named("function buildOrderClient() { return { get()")} }; }`)).toBe("could not get");
  });

  it("are not those of a factory, for the function that it made", () => {
    expect(messageIn(`${named("function createGuard() { return async (req) =>")}; }`)).toBe(
      "could not finish the operation",
    );
    expect(messageIn(`${named("const makeGuard = () => () =>")};`)).toBe("could not finish the operation");
    expect(messageIn(`${named("function createGuard() { return function readBasketMiddleware()")}; }`)).toBe(
      "could not read basket",
    );
    expect(messageIn(`${named("function authenticateUser() { return async (req) =>")}; }`)).toBe(
      "could not authenticate user",
    );
  });

  it("are not those of what sets up, for what is called later", () => {
    const text = `class Login { initializeServer() { this.server.onClient(${named("(id, done) =>")}); } }`;
    expect(messageIn(text)).toBe("could not finish the operation");
  });

  it("are without what the file says that it is", () => {
    const path = "/repo/src/load-order.service.js";
    expect(messageIn(named("export async function loadOrderService()"), path)).toBe("could not load order");
    expect(messageIn(named("export async function startOrderService()"), path)).toBe("could not start order service");
  });

  it.each([
    ["overseas.entity.service.ts", "could not get"],
    ["orders.service.ts", "could not get orders"],
    ["open.orders.repository.ts", "could not get open orders"],
    ["orders.ts", "could not get orders"],
    ["orders.entity.ts", "could not get orders"],
    ["02-orders.ts", "could not get orders"],
  ])("are those of all that its file is about: %s", (name, expected) => {
    expect(messageIn(named("export async function get()"), `/repo/src/${name}`)).toBe(expected);
  });

  it.each([
    ["send.reminders.job.ts", "could not send reminders"],
    ["send.reminders.ts", "could not send reminders"],
    ["rebuild-tree.js", "could not rebuild tree"],
    ["upload.post.ts", "could not upload"],
    ["sync/index.ts", "could not sync"],
  ])("are those of all that its module does: %s", (name, expected) => {
    expect(messageIn(named("export default async () =>"), `/repo/src/${name}`)).toBe(expected);
  });

  it("are not those of a function that handed a constructor what fails later", () => {
    const strategy = named("passport.use(new Strategy(options, async (user, done) =>");
    expect(messageIn(`function enableLogin() { ${strategy})); }`)).toBe("could not finish the operation");
    expect(messageIn(`function copyOrders() { return new Promise(${named("() =>")}); }`)).toBe("could not copy orders");
  });

  it("are not those of a function that handed over an object what fails later", () => {
    const cache = named("new Cache({ max: 100, async fetchMethod(key)");
    expect(messageIn(`function createStorage() { return ${cache} }); }`)).toBe("could not finish the operation");
    const options = named("new Cache({ max: 100, async loadOrder(key)");
    expect(messageIn(`function createStorage() { return ${options} }); }`)).toBe("could not load order");
  });

  it("are those around a call that is given what it runs", () => {
    const text = (name: string): string =>
      `class Orders { async ${name}() { try { await db.$transaction(async (tx) => { await tx.save(1); }); } catch (err) { log(err); throw err; } } }`;
    expect(messageIn(text("importOrders"))).toBe("could not import orders");
    expect(
      messageIn("export default async () => { try { await db.runJobs(() => {}); } catch (err) { throw err; } };"),
    ).toBe("could not run jobs");
  });

  it.each(["afterBootstrap", "configLoaded", "doneReloading", "afterwards"])(
    "are those around a callback that is called by what has happened: `%s`",
    (name) => {
      const text = `function loadConfig(cb) { async.auto(tasks, function ${name}(err) { if (err) { return cb(err); } }); }`;
      expect(messageIn(text)).toBe("could not load config");
    },
  );

  it("are none where the name is a component's", () => {
    expect(messageIn(named("export function SaveButton()"), "/repo/src/button.tsx")).toBe(
      "could not finish the operation",
    );
  });
});

describe("the words of what a function was registered for", () => {
  const express = `import express from "express"; const app = express();`;

  it("are those of the call that failed, where that says what it does", () => {
    const failing = (call: string): string =>
      messageIn(
        `${express} app.post("/orders", async (req, res) => { try { await ${call}; } catch (err) { log(err); throw err; } });`,
      );
    expect(failing("removeFile(path)")).toBe("could not remove file");
    expect(failing("unlink(path)")).toBe("could not serve POST /orders");
    expect(failing("query(sql)")).toBe("could not serve POST /orders");
    expect(failing("worker(path)")).toBe("could not serve POST /orders");
  });

  it("are none of a route that has no name", () => {
    const text = `${express} app.get("/", async (req, res) => { try { await health.getAll(); } catch (err) { log(err); throw err; } });`;
    expect(messageIn(text)).toBe("could not get health");
  });

  it.each([
    ["^/orders/:id([0-9a-z]+)$", "could not serve GET /orders/:id"],
    ["/orders/:id(\\\\d+)/lines", "could not serve GET /orders/:id/lines"],
  ])("tell no pattern of a route: %s", (route, message) => {
    expect(messageIn(`${express} ${named(`app.get("${route}", async (req, res) =>`)});`)).toBe(message);
  });

  it("are none of a route that is a pattern", () => {
    const text = `${express} ${named('app.get("^/(?:old|new)+/[a-z]+$", async (req, res) =>')});`;
    expect(messageIn(text)).not.toMatch(/[\^$+]/);
  });

  it("are the route's, before those of the function that registers it", () => {
    const text = `${express} function mountOrders() { ${named('app.get("/orders/:id", async (req, res) =>')}); }`;
    expect(messageIn(text)).toBe("could not serve GET /orders/:id");
  });

  it("are the route's, where it is written as an object", () => {
    const app = `import fastify from "fastify"; const app = fastify();`;
    const route = named('app.route({ method: "GET", url: "/metrics", async handler(req, reply)');
    expect(messageIn(`${app} function startMetrics() { ${route} }); }`)).toBe("could not serve GET /metrics");
  });

  it("are its own where it has a name", () => {
    expect(messageIn(`${express} app.get("/orders", listOrders); ${named("function listOrders(req, res)")}`)).toBe(
      "could not list orders",
    );
  });

  it("are the route's, by its file", () => {
    const get = named("export async function GET()");
    expect(messageIn(get, "/repo/src/app/(shop)/orders/[id]/route.ts")).toBe("could not serve GET /orders/[id]");
    expect(messageIn(get, "/repo/src/routes/orders/+server.ts")).toBe("could not serve GET /orders");
    expect(messageIn(get, "/repo/app/route.ts")).toBe("could not serve GET");
  });

  it("are those of a handler that is called after what it does, and not of what makes one", () => {
    const imported = 'import type { RequestHandler } from "express";\n';
    const handler = named("export const createOrderHandler: RequestHandler = async (req, res, next) =>");
    expect(messageIn(imported + handler)).toBe("could not create order");
    expect(messageIn(named("export function createOrderHandler(store)"))).toBe("could not create order handler");
  });

  it("are those of an event whose name says what is done", () => {
    expect(messageIn(`${named('socket.on("deleteOrder", async () =>')});`)).toBe("could not delete order");
    expect(messageIn(`${named('socket.on("list_orders", async () =>')});`)).toBe("could not list orders");
    expect(messageIn(`${named('server.get("/orders/:id", async () =>')});`)).toBe("could not serve /orders/:id");
  });

  it("are not those of a hook, for what it is put into", () => {
    const hook = named('app.addHook("preHandler", async () =>');
    expect(messageIn(`function protectOrders() { ${hook}); }`)).toBe("could not protect orders");
  });

  it("are not those of a constructor, for what is called later", () => {
    const later = `class OrderFeed { constructor() { source.watch(${named("() =>")}); } }`;
    expect(messageIn(later)).toBe("could not finish the operation");
  });

  it("are the event's", () => {
    expect(messageIn(`${named('bus.on("order.placed", async () =>')});`)).toBe("could not handle order.placed");
  });

  it("are those that a handler of any kind is registered under, before those of the function that registers it", () => {
    const handler = named('ipcMain.handle("orders:save", async () =>');
    expect(messageIn(`function registerOrders() { ${handler}); }`)).toBe("could not handle orders:save");
  });

  it.each([
    [
      "a file's",
      'fs.readFile("orders.json", (err, text) => { try { parse(text); use(text); } catch (e) { done(e); } });',
    ],
    [
      "a view's, in a callback of an error by a name of its own",
      'page.render("_header", (headerError) => { if (headerError) { use(headerError); throw headerError; } });',
    ],
    [
      "a call's that is waited for",
      'return cache.wrap("orders", async () => { try { a(); b(); } catch (e) { throw e; } });',
    ],
    ["a stream's", 'source.on("data", (chunk) => { try { a(chunk); b(); } catch (e) { throw e; } });'],
  ])("are not %s", (_, text) => {
    expect(messageIn(`function copyOrders(done) { ${text} }`)).toBe("could not copy orders");
  });

  it.each(["fulfilled", "rejected"])("are not those of what a promise comes to: %s", (name) => {
    const text = `function copyFile() { return new Promise((resolve, reject) => { ${named(`const ${name} = (value) =>`)}; next(${name}); }); }`;
    expect(messageIn(text)).toBe("could not copy file");
  });

  it("are not those of the event by which the error came", () => {
    expect(messageIn(`function copyFile() { source.on("error", (err) => { throw err; }); }`)).toBe(
      "could not copy file",
    );
  });
});

describe("a bare word in a file of many", () => {
  const text = "export default function run() { plan.load((err) => { if (err) throw err; }); }";

  it.each([
    ["src/migrations.js", "could not load plan"],
    ["src/plan.js", "could not load plan"],
  ])("in %s", (path, expected) => {
    expect(messageIn(text, `/repo/${path}`)).toBe(expected);
  });

  it.each([
    ["src/migrations.js", "could not run migrations"],
    ["src/order-lines.ts", "could not run order lines"],
    ["src/status.ts", "could not run"],
    ["src/routes.ts", "could not run"],
  ])("of the function in %s", (path, expected) => {
    expect(messageIn("export default " + named("async function run()"), `/repo/${path}`)).toBe(expected);
  });
});

describe("the words of a module", () => {
  const job = "module.exports = async (id) => { try { open(); close(); } catch (err) { log(err); throw err; } };";

  it("are those of its file, where it is one nameless function", () => {
    expect(messageIn(job, "/repo/src/rebuild-tree.js")).toBe("could not rebuild tree");
    expect(messageIn(job, "/repo/src/tree.js")).toBe("could not finish the operation");
    expect(messageIn(job, "/repo/src/page-store.js")).toBe("could not finish the operation");
  });

  it("are those of its folder, where its file is only the entry", () => {
    const handler = named("export const handler = async (event) =>");
    expect(messageIn(handler, "/repo/src/lambdas/ingest/index.ts")).toBe("could not ingest");
    expect(messageIn(handler, "/repo/src/resize-images.ts")).toBe("could not resize images");
    expect(messageIn(handler, "/repo/src/lambdas/orders/index.ts")).toBe("could not finish the operation");
  });

  it("are not that it is set up, where that is over", () => {
    const strategy = `export const strategy = { init(passport) {
  passport.use(async (token, done) => { try { open(); close(); } catch (err) { done(err); } });
} };`;
    expect(messageIn(strategy)).toBe("could not finish the operation");
  });
});

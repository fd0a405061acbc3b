import type { Framework } from "./framework.ts";
import { adonis } from "./frameworks/adonis.ts";
import { awsLambda } from "./frameworks/aws-lambda.ts";
import { bullmq } from "./frameworks/bullmq.ts";
import { cloudflareWorkers } from "./frameworks/cloudflare-workers.ts";
import { connect } from "./frameworks/connect.ts";
import { elysia } from "./frameworks/elysia.ts";
import { express } from "./frameworks/express.ts";
import { fastify } from "./frameworks/fastify.ts";
import { feathers } from "./frameworks/feathers.ts";
import { graphql } from "./frameworks/graphql.ts";
import { graphqlYoga } from "./frameworks/graphql-yoga.ts";
import { grpc } from "./frameworks/grpc.ts";
import { h3 } from "./frameworks/h3.ts";
import { hapi } from "./frameworks/hapi.ts";
import { hono } from "./frameworks/hono.ts";
import { kafkajs } from "./frameworks/kafkajs.ts";
import { koa } from "./frameworks/koa.ts";
import { middy } from "./frameworks/middy.ts";
import { moleculer } from "./frameworks/moleculer.ts";
import { nest } from "./frameworks/nest.ts";
import { nestBackground } from "./frameworks/nest-background.ts";
import { nestGraphql } from "./frameworks/nest-graphql.ts";
import { nextPagesApi } from "./frameworks/next-pages-api.ts";
import { nextRoute } from "./frameworks/next-route.ts";
import { nextSafeAction } from "./frameworks/next-safe-action.ts";
import { nextServerAction } from "./frameworks/next-server-action.ts";
import { nitro } from "./frameworks/nitro.ts";
import { nodeHttp } from "./frameworks/node-http.ts";
import { pothos } from "./frameworks/pothos.ts";
import { powertoolsAppsync } from "./frameworks/powertools-appsync.ts";
import { powertoolsHttp } from "./frameworks/powertools-http.ts";
import { reactRouter } from "./frameworks/react-router.ts";
import { remix } from "./frameworks/remix.ts";
import { restify } from "./frameworks/restify.ts";
import { socketIo } from "./frameworks/socket-io.ts";
import { svelteKit } from "./frameworks/sveltekit.ts";
import { trpc } from "./frameworks/trpc.ts";
import { twirpTs } from "./frameworks/twirp-ts.ts";
import { twirpscript } from "./frameworks/twirpscript.ts";
import { typeGraphql } from "./frameworks/type-graphql.ts";

/** Every framework that is known without being named in a contract; the more particular stands before the more general. */
export const frameworks: readonly Framework[] = [
  express,
  fastify,
  nest,
  koa,
  hono,
  hapi,
  restify,
  nextRoute,
  nextPagesApi,
  nextSafeAction,
  nextServerAction,
  h3,
  nitro,
  feathers,
  elysia,
  adonis,
  moleculer,
  trpc,
  grpc,
  connect,
  twirpTs,
  twirpscript,
  nestGraphql,
  typeGraphql,
  pothos,
  graphqlYoga,
  graphql,
  reactRouter,
  remix,
  svelteKit,
  middy,
  powertoolsHttp,
  powertoolsAppsync,
  awsLambda,
  cloudflareWorkers,
  bullmq,
  kafkajs,
  nestBackground,
  socketIo,
  nodeHttp,
];

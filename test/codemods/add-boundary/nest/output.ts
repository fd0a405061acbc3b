import { NestFactory } from "@nestjs/core";
import type { NestExpressApplication } from "@nestjs/platform-express";
import { AppModule } from "./app.module";
import { ErrorBoundary, requestId } from "./errors/boundary-nest";

async function bootstrap() {
  const app = await NestFactory.create<NestExpressApplication>(AppModule);
  app.use(requestId);
  app.useGlobalFilters(new ErrorBoundary());
  app.setGlobalPrefix("api");
  await app.listen(3000);
}
void bootstrap();

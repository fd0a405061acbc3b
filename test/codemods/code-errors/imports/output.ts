import {
  Injectable,
  Logger,
} from "@nestjs/common";
import { pages } from "./pages.js";
import { AppError } from "./errors.js";

@Injectable()
export class Pages {
  private readonly logger = new Logger();

  async load(id: string, user: User) {
    const page = await pages.find(id);
    if (!page) throw new AppError("NOT_FOUND", "Page not found");
    if (page.ownerId !== user.id) throw new AppError("PERMISSION_DENIED", "permission denied");
    const source = await pages.find(page.sourceId);
    if (!source) throw new AppError("NOT_FOUND", "Source page not found");
    this.logger.log("loaded");
    return { page, source };
  }
}

import {
  Injectable,
  Logger,
  ForbiddenException,
  NotFoundException,
} from "@nestjs/common";
import { pages } from "./pages.js";

@Injectable()
export class Pages {
  private readonly logger = new Logger();

  async load(id: string, user: User) {
    const page = await pages.find(id);
    if (!page) throw new NotFoundException("Page not found");
    if (page.ownerId !== user.id) throw new ForbiddenException();
    const source = await pages.find(page.sourceId);
    if (!source) throw new NotFoundException("Source page not found");
    this.logger.log("loaded");
    return { page, source };
  }
}

import { handle } from "@/app/_server/http";
import { notFound } from "@/lib/errors";

/** Programs read JSON: an address that the interface does not have is not answered with a page. */
export const GET = handle(async () => {
  throw notFound("address");
});

import type { IncomingMessage } from "node:http";
import { ApiError } from "./api-error";

/** Largest body that is read, in bytes. A full context of the zoo is about a hundredth of it. */
const MAX_BODY = 1_000_000;

/**
 * The body of a JSON request as text. Another content type is refused: it is what a foreign web page could send
 * from a visitor's browser without being asked.
 * @throws ApiError `body_too_large` as soon as it is known to be; the rest is left unread.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const [type] = (request.headers["content-type"] ?? "").split(";");
  if (type?.trim().toLowerCase() !== "application/json") {
    throw new ApiError("unsupported_media_type", "Send the body with content-type application/json.");
  }
  const tooLarge = () => new ApiError("body_too_large", `The body has more than ${MAX_BODY} bytes.`);
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY) throw tooLarge();
  const pieces: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not destroy the connection: the refusal goes over it.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > MAX_BODY) throw tooLarge();
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString("utf8");
}

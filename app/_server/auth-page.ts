import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** What a page shows, or Next's 404: what a reader may not see does not exist for them. */
export async function orNotFound<T>(what: Promise<T>): Promise<T> {
  try {
    return await what;
  } catch (error) {
    if (error instanceof AppError && (error.code === "NOT_FOUND" || error.code === "NOT_ALLOWED")) notFound();
    throw error;
  }
}

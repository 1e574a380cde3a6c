import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** Waits for a row; one that does not exist or may not be seen becomes the page that says so. */
export async function visibleOr404<Row>(reading: Promise<Row>): Promise<Row> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

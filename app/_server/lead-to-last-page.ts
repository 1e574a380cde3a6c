import "server-only";
import { leadTo } from "./session";

interface ListPart {
  /** Counted from 1. */
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => string;
}

/** Leads whoever asks for a page past the end of a list to its last one: rows go, and links to their pages stay. */
export function leadToLastPage({ page, pageSize, total, hrefOf }: ListPart): void {
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (page > last) leadTo(hrefOf(last));
}

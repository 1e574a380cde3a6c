import { TextLink } from "./text-link";

interface PaginationProps {
  /** Counted from 1. */
  page: number;
  pageSize: number;
  total: number;
  /** What is counted, in the plural. */
  noun: string;
  hrefOf: (page: number) => string;
}

/** Which part of a list is shown, and the way to its neighbours; nothing where there is nothing to count. */
export function Pagination({ page, pageSize, total, noun, hrefOf }: PaginationProps) {
  if (total < 2) return null;
  const pages = Math.ceil(total / pageSize);
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  return (
    <nav aria-label={`Pages of ${noun}`} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 py-3 text-sm">
      <p className="text-ink-soft tabular-nums">
        {first}–{last} of {total} {noun}
      </p>
      {pages === 1 ? null : (
        <ul className="flex gap-5">
          {page > 1 ? (
            <li>
              <TextLink href={hrefOf(page - 1)} rel="prev">
                Previous
              </TextLink>
            </li>
          ) : null}
          <li className="text-ink-soft tabular-nums" aria-current="page">
            Page {page} of {pages}
          </li>
          {page < pages ? (
            <li>
              <TextLink href={hrefOf(page + 1)} rel="next">
                Next
              </TextLink>
            </li>
          ) : null}
        </ul>
      )}
    </nav>
  );
}

import Link from "next/link";
import { cn } from "./cn";
import { asRoute, isPlain, type LinkProps } from "./route";

const loud = "text-accent underline decoration-1 underline-offset-[0.18em] hover:text-accent-deep hover:decoration-2";
const quietly =
  "text-inherit underline decoration-rule-strong decoration-1 underline-offset-[0.18em] hover:text-accent hover:decoration-accent";

/** A link in running text or in a table cell (`quiet`: keeps the colour of the text around it). */
export function TextLink({ quiet = false, className, ...link }: LinkProps & { quiet?: boolean }) {
  const styles = cn(quiet ? quietly : loud, className);
  if (isPlain(link)) return <a className={styles} {...link} />;
  return <Link className={styles} {...link} href={asRoute(link.href)} />;
}

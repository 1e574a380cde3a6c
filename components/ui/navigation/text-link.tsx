import { cn } from "../cn";
import { PageLink } from "./page-link";
import { isPlain, type LinkProps } from "./route";

/** A link in running text or in a table cell (`quiet`: keeps the colour of the text around it). */
export function TextLink({ quiet = false, className, ...link }: LinkProps & { quiet?: boolean }) {
  const styles = cn(quiet ? "link-quiet" : "link-loud", className);
  if (isPlain(link)) return <a className={styles} {...link} />;
  return <PageLink className={styles} {...link} />;
}

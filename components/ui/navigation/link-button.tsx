import { cn } from "../cn";
import { type ButtonStyle, buttonStyles } from "../forms/button-styles";
import { PageLink } from "./page-link";
import { isPlain, type LinkProps } from "./route";

/** A link in the shape of a button: it goes somewhere and changes nothing. */
export function LinkButton({ variant, size, className, ...link }: LinkProps & ButtonStyle) {
  const styles = cn(buttonStyles({ variant, size }), className);
  if (isPlain(link)) return <a className={styles} {...link} />;
  return <PageLink className={styles} {...link} />;
}

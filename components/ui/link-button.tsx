import Link from "next/link";
import { type ButtonStyle, buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { asRoute, isPlain, type LinkProps } from "./route";

/** A link in the shape of a button: it goes somewhere and changes nothing. */
export function LinkButton({ variant, size, className, ...link }: LinkProps & ButtonStyle) {
  const styles = cn(buttonStyles({ variant, size }), className);
  if (isPlain(link)) return <a className={styles} {...link} />;
  return <Link className={styles} {...link} href={asRoute(link.href)} />;
}

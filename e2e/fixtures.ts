import { test as base, type Page } from "@playwright/test";
import type { RoleName } from "@/lib/auth/roles";
import { addresses } from "./addresses";
import { addNewcomer, enterAs, type Newcomer } from "./newcomers";

/** Signs in as the persona of that role through the picker, as a visitor of the demo does. All journeys share the personas. */
export async function enterThroughPicker(page: Page, role: RoleName): Promise<void> {
  await page.goto(`${addresses.demo()}/sign-in`);
  await page
    .getByRole("main")
    .getByRole("button", { name: new RegExp(role, "i") })
    .click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Signs in as somebody of that role whom no other journey is, so that any of them may run at the same time. */
export async function signInAs(page: Page, role: RoleName): Promise<Newcomer> {
  const newcomer = await addNewcomer(role);
  await enterAs(page.context(), newcomer);
  return newcomer;
}

export const test = base.extend<{ signedInAs(role: RoleName): Promise<Page> }>({
  signedInAs: async ({ page }, use) => {
    await use(async (role) => {
      await signInAs(page, role);
      return page;
    });
  },
});

import { limitRate } from "./limit-rate";

const hour = 60 * 60;

/**
 * How many sign-in links we mail: 5 an hour to one address, 30 an hour for one network.
 * @throws AppError TOO_MANY_REQUESTS
 */
export async function limitSignInLinks(email: string, network: string): Promise<void> {
  await limitRate({ name: "link-by-network", times: 30, seconds: hour }, network);
  await limitRate({ name: "link-to-address", times: 5, seconds: hour }, email);
}

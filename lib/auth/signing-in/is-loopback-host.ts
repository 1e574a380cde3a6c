/** Whether a Host header names this machine itself. Demo mode answers nobody else. */
export function isLoopbackHost(host: string | null): boolean {
  return host !== null && /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(host);
}

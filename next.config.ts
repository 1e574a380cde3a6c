import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["pino", "pg", "graphile-worker"],
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
};

export default config;

import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  // `npm run check` checks types, once; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ["pino", "pg", "graphile-worker", "@cortex-js/compute-engine"],
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
};

export default config;

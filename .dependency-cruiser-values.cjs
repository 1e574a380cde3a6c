const { options } = require("./.dependency-cruiser.cjs");

/** What the browser would be sent: types are erased before the modules are followed. */
module.exports = {
  forbidden: [
    {
      name: "components-never-reach-the-database",
      severity: "error",
      from: { path: "^components/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^lib/db/", reachable: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};

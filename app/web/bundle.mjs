// Copies what the pages load into DIR (first argument); installs the npm packages when they are missing or moved on.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const out = process.argv[2];
if (!out) throw new Error("usage: bundle.mjs DIR");
const stamp = join("node_modules", ".lanmei-lock");
const lock = readFileSync("package-lock.json", "utf8");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], {
    stdio: "inherit",
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
  });
  writeFileSync(stamp, lock);
}

const copy = (from, to) => {
  mkdirSync(join(out, to, ".."), { recursive: true });
  cpSync(from, join(out, to));
};
copy("node_modules/htmx.org/dist/htmx.min.js", "htmx.js");
copy("lanmei.css", "lanmei.css");
copy("icon.svg", "icon.svg");
copy("passkey.js", "passkey.js");
copy("river.js", "river.js");
copy("chart.js", "chart.js");
execFileSync(
  "node_modules/.bin/esbuild",
  ["map.js", "--bundle", "--minify", "--format=iife", "--legal-comments=none", `--outfile=${join(out, "map.js")}`, "--log-level=warning"],
  { stdio: "inherit" },
);
for (const script of ["khmer", "lao", "myanmar", "thai"])
  for (const weight of [400, 700])
    copy(
      `node_modules/@fontsource/noto-sans-${script}/files/noto-sans-${script}-${script}-${weight}-normal.woff2`,
      `fonts/noto-sans-${script}-${weight}.woff2`,
    );

// @ts-check
// Bundle the desk's three islands, their styles and htmx into the package; run by scripts/web.py.

import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "src", "dragoman", "doors", "desk", "static", "built");
const wanted = { review: "src/review/main.js", editor: "src/editor/main.js", seen: "src/seen/main.js" };
const styles = { review: "review.css", editor: "editor.css", seen: "seen.css" };

/** @param {Record<string, string>} paths */
function present(paths) {
  return Object.fromEntries(
    Object.entries(paths)
      .map(([name, path]) => [name, join(here, path)])
      .filter(([, path]) => existsSync(path)),
  );
}

/** The folder of the package that a bundled file came from, below node_modules. @param {string} path */
function packageOf(path) {
  const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  return match?.[1];
}

/** What the bundled packages ask to be shown with them. @param {Set<string>} names */
async function licences(names) {
  const parts = [];
  for (const name of [...names].sort()) {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
    const words = file ? await readFile(join(folder, file), "utf8") : `Licence: ${license}\n`;
    parts.push(`${name} ${version}\n\n${words.trim()}\n`);
  }
  return parts.join(`\n${"-".repeat(72)}\n\n`);
}

await mkdir(out, { recursive: true });
const bundled = new Set(["htmx.org"]);
for (const entryPoints of [present(wanted), present(styles)]) {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints,
    outdir: out,
    bundle: true,
    format: "esm",
    target: ["chrome120", "firefox121", "safari17"],
    minify: true,
    metafile: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
  });
  for (const path of Object.keys(metafile.inputs)) {
    const name = packageOf(path);
    if (name) bundled.add(name);
  }
}
await copyFile(join(here, "node_modules", "htmx.org", "dist", "htmx.min.js"), join(out, "htmx.js"));
await writeFile(join(out, "licences.txt"), await licences(bundled));

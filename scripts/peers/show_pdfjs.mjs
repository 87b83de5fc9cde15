// Draws every page of a form as pdf.js does, its fields included, as PNG files:
// node show_pdfjs.mjs FORM.pdf FOLDER RESOLUTION. Needs pdfjs-dist and
// @napi-rs/canvas (npm), found through NODE_PATH; pdf.js is the viewer of Firefox.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.NODE_PATH ?? ".", "x.js"));
const entry = require.resolve("pdfjs-dist/legacy/build/pdf.mjs");
const pdfjs = await import(pathToFileURL(entry).href);
const { createCanvas } = createRequire(entry)("@napi-rs/canvas");
const [form, folder, resolution] = process.argv.slice(2);
const home = join(dirname(entry), "..", "..");
const document = await pdfjs.getDocument({
  data: new Uint8Array(readFileSync(form)),
  standardFontDataUrl: join(home, "standard_fonts") + "/",
  verbosity: 0,
}).promise;
for (let number = 1; number <= document.numPages; number++) {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: resolution / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({ canvas, canvasContext: context, viewport, annotationMode: pdfjs.AnnotationMode.ENABLE }).promise;
  writeFileSync(join(folder, `p-${String(number).padStart(2, "0")}.png`), canvas.toBuffer("image/png"));
}
await document.destroy();

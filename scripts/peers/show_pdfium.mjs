// Draws every page of a form as PDFium does, its fields included, as PGM files:
// node show_pdfium.mjs FORM.pdf FOLDER RESOLUTION. Needs @embedpdf/pdfium (npm),
// the engine of the viewers of Chrome and Edge, found through NODE_PATH.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.NODE_PATH ?? ".", "x.js"));
const entry = require.resolve("@embedpdf/pdfium");
const { init } = await import(pathToFileURL(entry.replace(/\.cjs$/, ".js")).href);
const [form, folder, resolution] = process.argv.slice(2);
const lib = await init({ wasmBinary: readFileSync(join(dirname(entry), "pdfium.wasm")).buffer });
lib.PDFiumExt_Init();
const memory = lib.pdfium;
const bytes = readFileSync(form);
const data = memory.wasmExports.malloc(bytes.length);
memory.HEAPU8.set(bytes, data);
const document = lib.FPDF_LoadMemDocument(data, bytes.length, "");
if (!document) throw new Error("PDFium could not open the form");
const fields = lib.PDFiumExt_InitFormFillEnvironment(document, lib.PDFiumExt_OpenFormFillInfo());
lib.FPDF_SetFormFieldHighlightAlpha(fields, 0);

const WITH_ANNOTATIONS = 1;
const GREY = 1;
for (let number = 0; number < lib.FPDF_GetPageCount(document); number++) {
  const page = lib.FPDF_LoadPage(document, number);
  lib.FORM_OnAfterLoadPage(page, fields);
  const width = Math.round((lib.FPDF_GetPageWidthF(page) * resolution) / 72);
  const height = Math.round((lib.FPDF_GetPageHeightF(page) * resolution) / 72);
  const bitmap = lib.FPDFBitmap_CreateEx(width, height, GREY, 0, 0);
  lib.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
  lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, WITH_ANNOTATIONS);
  lib.FPDF_FFLDraw(fields, bitmap, page, 0, 0, width, height, 0, WITH_ANNOTATIONS);
  const stride = lib.FPDFBitmap_GetStride(bitmap);
  const start = lib.FPDFBitmap_GetBuffer(bitmap);
  const rows = [Buffer.from(`P5 ${width} ${height} 255\n`)];
  for (let y = 0; y < height; y++)
    rows.push(Buffer.from(memory.HEAPU8.slice(start + y * stride, start + y * stride + width)));
  writeFileSync(join(folder, `p-${String(number + 1).padStart(2, "0")}.pgm`), Buffer.concat(rows));
}

// draw_pdf_lib.mjs COUNT REGULAR.ttf BOLD.ttf OUT.pdf: such a form by pdf-lib.
import { readFileSync, writeFileSync } from "node:fs";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument } from "pdf-lib";

const [count, regularFile, boldFile, out] = process.argv.slice(2);
const text = "The review on 14 September asked for a meeting by the end of the month; dŵr, £.";
for (let i = 0; i < Number(count); i++) {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const regular = await pdf.embedFont(readFileSync(regularFile));
  const bold = await pdf.embedFont(readFileSync(boldFile));
  for (let number = 0; number < 2; number++) {
    const page = pdf.addPage([595, 842]);
    for (let line = 0; line < 36; line++)
      page.drawText(text, { x: 50, y: 780 - 19 * line, size: line % 6 ? 12 : 14, font: line % 6 ? regular : bold });
    if (number === 1) {
      const form = pdf.getForm();
      ["response", "date", "responder"].forEach((name, index) =>
        form.createTextField(name).addToPage(page, { x: 50, y: 100 + 50 * index, width: 495, height: 30 }));
      ["proceed", "resolved"].forEach((name, index) =>
        form.createCheckBox(name).addToPage(page, { x: 50, y: 300 + 50 * index, width: 17, height: 17 }));
    }
  }
  writeFileSync(out, await pdf.save());
}

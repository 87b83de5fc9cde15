// mutool run read_mutool.js FILE…: prints the fields by MuPDF.
function walk(fields) {
  for (var i = 0; fields && i < fields.length; i++) {
    var field = fields.get(i), value = field.get("V");
    if (value && !value.isNull())
      print(field.get("T").asString(), value.isName() ? value.asName() : value.asString());
    walk(field.get("Kids"));
  }
}
for (var n = 0; n < scriptArgs.length; n++)
  walk(new PDFDocument(scriptArgs[n]).getTrailer().get("Root").get("AcroForm").get("Fields"));

#!/usr/bin/python3
"""archive_check.py FILE.pdf...: what of PDF/A-2u and PDF/A-3u a program can decide.

Prints a line for each failure, with the clause of ISO 19005-2:2011 (6.8 also
ISO 19005-3:2012). No validator is packaged by Debian, so that this one is ours:
it reads with pikepdf and fontTools, and shares no line with what writes. Covers
what files of text, lines, pictures and attachments can hold; JPEG 2000, optional
content, signatures and colour beyond sRGB are failures here. With --self-test,
each file is broken in every way that is looked for, and each must be found. With
--fonts, only what is asked of fonts (6.2.11), of what fields may be typed in as well:
for a form, which is not to be kept as it is.
"""
import io
import re
import sys
import xml.etree.ElementTree as tree

import pikepdf
from fontTools.agl import AGL2UV, LEGACY_AGL2UV
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = {"pdfaid": "http://www.aiim.org/pdfa/ns/id/", "dc": "http://purl.org/dc/elements/1.1/",
       "xmp": "http://ns.adobe.com/xap/1.0/", "pdf": "http://ns.adobe.com/pdf/1.3/"}
KNOWN = set(XMP.values()) | {RDF[1:-1], "http://www.aiim.org/pdfa/ns/extension/",
                             "http://www.aiim.org/pdfa/ns/schema#", "http://www.aiim.org/pdfa/ns/property#"}
FILTERS = {"/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode", "/CCITTFaxDecode", "/DCTDecode"}
ACTIONS = {"/GoTo", "/GoToR", "/GoToE", "/URI", "/Named", "/SubmitForm", "/Thread"}
NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
PRINT, INVISIBLE, HIDDEN, NO_VIEW, TOGGLE = 4, 1, 2, 32, 256


class Judge:
    def __init__(self, data):
        self.data, self.failures = data, []
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.used = {}  # font's object to (font, codes shown)

    def need(self, clause, holds, text):
        if not holds:
            self.failures.append(f"{clause}: {text}")

    # --- the file ---

    def file(self):
        lines = re.split(rb"\r\n|\r|\n", self.data[:64])
        self.need("6.1.2", re.fullmatch(rb"%PDF-1\.[0-7]", lines[0]), "the header is no %PDF-1.n")
        self.need("6.1.2", lines[1][:1] == b"%" and sum(byte > 127 for byte in lines[1][1:5]) == 4,
                  "no comment with four bytes above 127 follows the header")
        self.need("6.1.3", re.search(rb"%%EOF(\r\n|\r|\n)?\Z", self.data), "something follows the end of the file")
        trailer = self.pdf.trailer
        self.need("6.1.3", "/ID" in trailer and len(trailer.ID) == 2, "the trailer has no ID")
        self.need("6.1.3", not self.pdf.is_encrypted, "it is encrypted")
        self.need("6.1.7", not self.pdf.check(), "qpdf finds fault with its syntax")
        root = self.pdf.Root
        for key in ("/OCProperties", "/Requirements", "/AA", "/OpenAction"):
            self.need({"/OCProperties": "6.9", "/Requirements": "6.11"}.get(key, "6.5.2"), key not in root,
                      f"the catalogue has {key}")
        names = root.get("/Names", Dictionary())
        self.need("6.5.1", "/JavaScript" not in names, "there are scripts")
        self.need("6.10", "/AlternatePresentations" not in names, "there are alternate presentations")

    def objects(self):
        for item in self.pdf.objects:
            if isinstance(item, Stream):
                filters = item.get("/Filter", Array())
                for one in [filters] if isinstance(filters, Name) else filters:
                    self.need("6.1.7.2", str(one) in FILTERS, f"a stream's filter is {one}")
                for key in ("/F", "/FFilter", "/FDecodeParms"):
                    self.need("6.1.7.1", key not in item, "a stream's bytes lie outside the file")
            self.walk(item)

    def walk(self, item):
        """The object and what stands within it; what it refers to comes by itself."""
        if isinstance(item, (Stream, Dictionary)):
            self.dictionary(item)
            inner = [item[key] for key in item.keys()]
        else:
            inner = list(item) if isinstance(item, Array) else []
        for one in inner:
            if isinstance(one, (Stream, Dictionary, Array)) and not one.is_indirect:
                self.walk(one)

    def dictionary(self, item):
        for key in item.keys():
            self.need("6.1.13", len(key.encode()) <= 128, "a name is too long")
            value = item[key]
            self.need("6.1.13", not isinstance(value, pikepdf.String) or len(bytes(value)) <= 32767,
                      "a string is too long")
        if item.get("/Subtype") in ("/Image", "/Form"):
            for key in ("/Alternates", "/OPI", "/PS", "/Ref"):
                self.need("6.2.8", key not in item, f"a picture has {key}")
            self.need("6.2.8", item.get("/Interpolate", False) is not True, "a picture is interpolated")
            self.need("6.2.10", "/SMask" not in item, "a picture is transparent")
        if item.get("/Type") == "/ExtGState" or "/ca" in item or "/CA" in item:
            self.need("6.2.5", "/TR" not in item and item.get("/TR2", Name.Default) == "/Default",
                      "a graphics state has a transfer function")
            self.need("6.2.10", item.get("/SMask", Name("/None")) == "/None"
                      and item.get("/ca", 1) == 1 and item.get("/CA", 1) == 1
                      and item.get("/BM", Name.Normal) in ("/Normal", "/Compatible"), "something is transparent")
        if "/S" in item and (item.get("/Type") == "/Action" or item.get("/S") in ("/JavaScript", "/Launch", "/Named")):
            self.need("6.5.1", str(item.S) in ACTIONS, f"an action is {item.S}")
            self.need("6.5.1", item.S != "/Named" or str(item.get("/N")) in NAMED, "an action's name is not allowed")

    # --- colours, pages ---

    def intent(self):
        intents = [one for one in self.pdf.Root.get("/OutputIntents", []) if one.get("/S") == "/GTS_PDFA1"]
        self.need("6.2.3", len(intents) == 1, "there is not one output intent")
        if not intents or not isinstance(intents[0].get("/DestOutputProfile"), Stream):
            self.need("6.2.3", not intents, "the output intent has no profile")
            return
        self.need("6.2.3", "/OutputConditionIdentifier" in intents[0], "the output intent has no identifier")
        stream = intents[0].DestOutputProfile
        profile = stream.read_bytes()
        self.need("6.2.3", len(profile) > 132 and int.from_bytes(profile[:4], "big") == len(profile)
                  and profile[36:40] == b"acsp" and profile[8] in (2, 4) and profile[12:16] in (b"mntr", b"prtr"),
                  "the profile is no ICC profile for output")
        self.need("6.2.3", profile[16:20] == b"RGB " and stream.get("/N") == 3, "the profile is not for RGB")
        for start in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
            at, length = (int.from_bytes(profile[start + i:start + i + 4], "big") for i in (4, 8))
            self.need("6.2.3", at + length <= len(profile), "a tag of the profile lies outside it")

    def pages(self):
        for page in self.pdf.pages:
            self.need("6.5.2", "/AA" not in page, "a page has actions")
            self.need("6.10", "/PresSteps" not in page and "/Trans" not in page, "a page has transitions")
            self.need("6.2.10", page.get("/Group", Dictionary()).get("/S") != "/Transparency", "a page is transparent")
            box = [float(number) for number in page.mediabox]
            self.need("6.1.13", all(3 <= box[i + 2] - box[i] <= 14400 for i in (0, 1)), "a page is too large or small")
            for annotation in page.get("/Annots", []):
                self.annotation(annotation)
            self.content(page, page.get("/Resources", Dictionary()))

    def annotation(self, annotation):
        flags = int(annotation.get("/F", 0))
        kind = annotation.get("/Subtype")
        self.need("6.3.1", kind in ("/Widget", "/Link", "/Text", "/FreeText"), f"an annotation is {kind}")
        self.need("6.3.2", kind == "/Popup" or flags & PRINT and not flags & (INVISIBLE | HIDDEN | NO_VIEW | TOGGLE),
                  "an annotation is not printed or not shown")
        looks = annotation.get("/AP")
        self.need("6.3.3", kind == "/Link" or looks is not None and list(looks.keys()) == ["/N"],
                  "an annotation has no appearance of its own")
        self.need("6.4.1", kind != "/Widget" or not {"/A", "/AA"} & set(annotation.keys()), "a field has actions")

    def content(self, holder, resources):
        font, depth, deepest = None, 0, 0
        fonts = resources.get("/Font", Dictionary())
        for operands, operator in pikepdf.parse_content_stream(holder):
            word = str(operator)
            if word == "Tf":
                font = fonts.get(str(operands[0]))
                self.need("6.2.2", font is not None, "a font is not in the page's resources")
            elif word in ("Tj", "'", '"'):
                self.shown(font, [operands[-1]])
            elif word == "TJ":
                self.shown(font, [part for part in operands[0] if isinstance(part, pikepdf.String)])
            elif word in ("q", "Q"):
                depth += 1 if word == "q" else -1
                deepest = max(deepest, depth)
            elif word in ("k", "K") or word in ("cs", "CS") and operands[0] not in ("/DeviceRGB", "/DeviceGray"):
                self.need("6.2.4.3", False, "a colour is not that of the output intent")
            elif word in ("sh", "gs", "ri", "BI"):
                self.need("6.2.5", False, f"the page uses {word}, which is not looked into")
            elif word == "Do":
                picture = resources.get("/XObject", Dictionary()).get(str(operands[0]))
                self.need("6.2.2", picture is not None, "a picture is not in the page's resources")
                space = picture.get("/ColorSpace", Name.DeviceGray) if picture is not None else None
                if isinstance(space, Array) and space[0] == "/Indexed":
                    space = space[1]
                self.need("6.2.4.3", space in ("/DeviceRGB", "/DeviceGray"), "a picture's colours are not the intent's")
        self.need("6.1.13", depth == 0 and deepest <= 28, "states are saved too deep or not restored")

    # --- fonts ---

    def shown(self, font, strings):
        if font is None:
            return
        codes = self.used.setdefault(font.objgen, (font, set()))[1]
        for string in strings:
            data = bytes(string)
            if font.Subtype == "/Type0":
                self.need("6.2.11.3", len(data) % 2 == 0, "a text in two-byte codes has an odd length")
                codes.update(int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2))
            else:
                codes.update(data)

    def typed(self):
        """Fields may show every code that their fonts have a width for."""
        form = self.pdf.Root.get("/AcroForm", Dictionary())
        for _, font in form.get("/DR", Dictionary()).get("/Font", Dictionary()).items():
            if "/Widths" in font:
                codes = bytes(int(font.FirstChar) + i for i, width in enumerate(font.Widths) if width != 0)
                self.shown(font, [codes])

    def names(self, font):
        """{code: character} of a font of letters, or None where it has no right encoding."""
        encoding = font.get("/Encoding")
        base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
        if base != "/WinAnsiEncoding":
            return None
        table = {code: ord(bytes([code]).decode("cp1252", "replace")) for code in range(32, 256)}
        table.update({0xad: 0x2d, 0x7f: 0x2022, 0x81: 0x2022, 0x8d: 0x2022, 0x8f: 0x2022, 0x90: 0x2022, 0x9d: 0x2022})
        code = 0
        for item in encoding.get("/Differences", []) if isinstance(encoding, Dictionary) else []:
            if not isinstance(item, Name):
                code = int(item)
                continue
            meant = AGL2UV.get(str(item)[1:]) or (LEGACY_AGL2UV.get(str(item)[1:]) or (None,))[0]
            if meant is None:
                return None
            table[code] = meant
            code += 1
        return table

    def fonts(self):
        self.typed()
        for font, codes in self.used.values():
            inner = font.DescendantFonts[0] if font.Subtype == "/Type0" else font
            program = inner.get("/FontDescriptor", Dictionary()).get("/FontFile2")
            self.need("6.2.11.4", program is not None, "a font is not embedded")
            if program is None:
                continue
            file = TTFont(io.BytesIO(program.read_bytes()), lazy=True)
            if font.Subtype == "/Type0":
                self.need("6.2.11.3", font.Encoding == "/Identity-H", "a font's codes are not glyph numbers")
                self.need("6.2.11.3", inner.get("/CIDToGIDMap") == "/Identity", "a font has no CIDToGIDMap")
                glyphs, widths = {code: code for code in codes}, self.widths_of(inner)
            else:
                table = self.names(font)
                self.need("6.2.11.6", table is not None and
                          any((one.platformID, one.platEncID) == (3, 1) for one in file["cmap"].tables),
                          "a font of letters has no encoding")
                order, best = file.getReverseGlyphMap(), file.getBestCmap()
                glyphs = {code: order.get(best.get((table or {}).get(code)), 0) for code in codes}
                widths = {int(font.FirstChar) + i: float(width) for i, width in enumerate(font.Widths)}
            self.glyphs(file, glyphs, widths)
            self.meaning(font, codes)

    def widths_of(self, inner):
        widths, parts, at = {}, list(inner.get("/W", [])), 0
        while at < len(parts):
            if isinstance(parts[at + 1], Array):
                widths.update({int(parts[at]) + i: float(width) for i, width in enumerate(parts[at + 1])})
                at += 2
            else:
                widths.update({code: float(parts[at + 2]) for code in range(int(parts[at]), int(parts[at + 1]) + 1)})
                at += 3
        return widths

    def glyphs(self, file, glyphs, widths):
        names, units = file.getGlyphOrder(), file["head"].unitsPerEm
        for code, glyph in glyphs.items():
            self.need("6.2.11.8", 0 < glyph < len(names), "the glyph for what is not there is shown")
            if 0 < glyph < len(names):
                wide = file["hmtx"][names[glyph]][0] * 1000 / units
                self.need("6.2.11.5", abs(widths.get(code, -1e6) - wide) <= 1, "a width is not that of the font file")

    def meaning(self, font, codes):
        self.need("6.2.11.7", isinstance(font.get("/ToUnicode"), Stream), "a font has no ToUnicode")
        if not isinstance(font.get("/ToUnicode"), Stream):
            return
        told = {}
        text = font.ToUnicode.read_bytes().decode("latin-1")
        for part in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
            for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
                told[int(code, 16)] = int(value, 16)
        for part in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
            for low, high, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
                told.update({code: int(value, 16) + code - int(low, 16) for code in range(int(low, 16), int(high, 16) + 1)})
        for code in codes:
            self.need("6.2.11.7", code in told, "a letter shown has no Unicode")
            self.need("6.2.11.7", told.get(code, 1) not in (0, 0xfeff, 0xfffe), "a letter's Unicode is none")

    # --- what it says of itself, what it carries ---

    def metadata(self):
        stream = self.pdf.Root.get("/Metadata")
        self.need("6.6.2", isinstance(stream, Stream), "there is no metadata")
        if not isinstance(stream, Stream):
            return None
        packet = stream.read_bytes()
        self.need("6.6.2", not re.search(rb"<\?xpacket[^>]*\b(bytes|encoding)=", packet), "the packet names its bytes")
        try:
            root = tree.fromstring(packet.decode())
        except (tree.ParseError, UnicodeDecodeError):
            self.need("6.6.2", False, "the metadata is not well-formed")
            return None
        spaces = {one.tag[1:].split("}")[0] for one in root.iter()} - KNOWN - {"adobe:ns:meta/"}
        described = {one.text for one in root.iter("{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")}
        self.need("6.6.2.3", spaces <= described, "a property is not described")

        def said(prefix, name):
            found = root.find(f".//{{{XMP[prefix]}}}{name}")
            inner = found.find(f".//{RDF}li") if found is not None else None
            return (inner if inner is not None else found).text if found is not None else None
        self.need("6.6.4", said("pdfaid", "part") in ("2", "3") and said("pdfaid", "conformance") == "U",
                  "it does not say that it is PDF/A")
        info = self.pdf.trailer.get("/Info", Dictionary())
        for key, (prefix, name) in {"/Title": ("dc", "title"), "/Creator": ("xmp", "CreatorTool"),
                                    "/Producer": ("pdf", "Producer")}.items():
            self.need("6.6.3", key not in info or str(info[key]) == said(prefix, name), f"{key} is not as in the metadata")
        moment = re.sub(r"[-:T]", "", said("xmp", "CreateDate") or "")
        self.need("6.6.3", "/CreationDate" not in info or str(info.CreationDate) == "D:" + moment,
                  "/CreationDate is not as in the metadata")
        return said("pdfaid", "part")

    def attachments(self, part):
        names = self.pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles", Dictionary()).get("/Names", Array())
        files = list(names)[1::2]
        self.need("6.8", part == "3" or not files, "PDF/A-2 holds a file that is not PDF/A")
        belonging = [one.objgen for one in self.pdf.Root.get("/AF", [])]
        for one in files:
            self.need("6.8", one.objgen in belonging and one.get("/AFRelationship") in
                      ("/Data", "/Source", "/Alternative", "/Supplement", "/Unspecified"), "a file belongs to nothing")
            self.need("6.8", "/F" in one and "/UF" in one and str(one.F) == str(one.UF), "a file has not both names")
            inner = one.get("/EF", Dictionary()).get("/F")
            self.need("6.8", isinstance(inner, Stream) and re.fullmatch(r"/\w+/[\w.+-]+", str(inner.get("/Subtype", ""))),
                      "a file has no type")
            if isinstance(inner, Stream):
                params = inner.get("/Params", Dictionary())
                self.need("6.8", "/ModDate" in params, "a file has no date")
                self.need("6.8", params.get("/Size") == len(inner.read_bytes()), "a file's size is not what is said")

    def all(self):
        self.file()
        self.objects()
        self.intent()
        self.pages()
        self.fonts()
        self.attachments(self.metadata())
        form = self.pdf.Root.get("/AcroForm", Dictionary())
        self.need("6.4.1", form.get("/NeedAppearances", False) is not True and "/XFA" not in form,
                  "the form has no appearances")
        return sorted(set(self.failures))


def page_font(pdf, kind):
    for page in pdf.pages:
        for _, font in page.Resources.Font.items():
            if font.Subtype == kind:
                return font
    return None


def rewrite(stream, change):
    stream.write(change(stream.read_bytes()))


def drop_widths(pdf):
    font = page_font(pdf, "/TrueType")
    font.Widths = Array([100] * len(font.Widths))


def spoil_map(pdf):
    rewrite(page_font(pdf, "/TrueType").ToUnicode, lambda data: data.replace(b"beginbf", b"beginno"))


def show_nothing(pdf):
    font = page_font(pdf, "/Type0")
    page = next(page for page in pdf.pages if any(one.objgen == font.objgen for _, one in page.Resources.Font.items()))
    name = next(key for key, one in page.Resources.Font.items() if one.objgen == font.objgen)
    page.contents_add(pdf.make_stream(f"BT {name} 12 Tf <0000> Tj ET".encode()))


def annotate(pdf):
    pdf.pages[0].Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9],
                                                              A=Dictionary(S=Name.Launch, Type=Name.Action)))])


def add_page_stream(words):
    return lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(words))


def edit_metadata(old, new):
    return lambda pdf: rewrite(pdf.Root.Metadata, lambda data: data.replace(old, new))


def profile_of(pdf):
    return pdf.Root.OutputIntents[0].DestOutputProfile


BREAKS = {
    "6.1.3": [lambda pdf: pdf.trailer.__delitem__("/ID")],
    "6.1.7.2": [lambda pdf: pdf.Root.__setitem__("/X", pdf.make_indirect(Stream(pdf, b"\x80\x0b", Filter=Name.LZWDecode)))],
    "6.1.13": [add_page_stream(b"q"), lambda pdf: pdf.pages[0].__setitem__("/MediaBox", [0, 0, 2, 2])],
    "6.2.2": [add_page_stream(b"BT /Nowhere 9 Tf (a) Tj ET")],
    "6.2.3": [lambda pdf: pdf.Root.__delitem__("/OutputIntents"), lambda pdf: profile_of(pdf).__setitem__("/N", 4),
              lambda pdf: rewrite(profile_of(pdf), lambda data: data[:-40])],
    "6.2.4.3": [add_page_stream(b"0 0 0 1 k")],
    "6.2.10": [lambda pdf: pdf.Root.__setitem__("/X", pdf.make_indirect(Dictionary(Type=Name.ExtGState, ca=0.5)))],
    "6.2.11.3": [lambda pdf: page_font(pdf, "/Type0").DescendantFonts[0].__delitem__("/CIDToGIDMap")],
    "6.2.11.4": [lambda pdf: page_font(pdf, "/TrueType").FontDescriptor.__delitem__("/FontFile2")],
    "6.2.11.5": [drop_widths],
    "6.2.11.6": [lambda pdf: page_font(pdf, "/TrueType").__delitem__("/Encoding")],
    "6.2.11.7": [lambda pdf: page_font(pdf, "/TrueType").__delitem__("/ToUnicode"), spoil_map],
    "6.2.11.8": [show_nothing],
    "6.3.2": [annotate],
    "6.4.1": [lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=[], NeedAppearances=True))],
    "6.5.1": [annotate, lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary()))],
    "6.5.2": [lambda pdf: pdf.Root.__setitem__("/AA", Dictionary()), lambda pdf: pdf.pages[0].__setitem__("/AA", Dictionary())],
    "6.6.2": [edit_metadata(b"</rdf:RDF>", b""), lambda pdf: pdf.Root.__delitem__("/Metadata")],
    "6.6.2.3": [edit_metadata(b"pdfaSchema:namespaceURI", b"pdfaSchema:somethingElse")],
    "6.6.3": [lambda pdf: pdf.trailer.Info.__setitem__("/Title", "Another"),
              lambda pdf: pdf.trailer.Info.__setitem__("/CreationDate", "D:20200101000000Z")],
    "6.6.4": [edit_metadata(b">U<", b">Z<")],
    "6.8": [edit_metadata(b">3</pdfaid:part>", b">2</pdfaid:part>"), lambda pdf: pdf.Root.__delitem__("/AF")],
    "6.9": [lambda pdf: pdf.Root.__setitem__("/OCProperties", Dictionary())],
    "6.10": [lambda pdf: pdf.pages[0].__setitem__("/Trans", Dictionary())],
    "6.11": [lambda pdf: pdf.Root.__setitem__("/Requirements", Array())],
}


def self_test(data):
    """Clauses whose break is not found; a break that the file has nothing for is passed over."""
    missed = []
    for clause, changes in BREAKS.items():
        for number, change in enumerate(changes, 1):
            pdf = pikepdf.open(io.BytesIO(data))
            if clause in ("6.2.11.3", "6.2.11.8") and page_font(pdf, "/Type0") is None or \
                    clause == "6.8" and "/AF" not in pdf.Root:
                continue
            change(pdf)
            out = io.BytesIO()
            pdf.save(out, static_id=True, fix_metadata_version=False, compress_streams=False,
                     stream_decode_level=pikepdf.StreamDecodeLevel.none)
            broken = out.getvalue()
            if clause == "6.1.3":
                broken += b"more"
            if not any(one.startswith(clause + ":") for one in Judge(broken).all()):
                missed.append(f"{clause}: break {number} is not found")
    plain = re.sub(rb"\A([^\n]*\n)%[^\n]*\n", rb"\1%abcd\n", data)
    if not any(one.startswith("6.1.2:") for one in Judge(plain).all()):
        missed.append("6.1.2: a missing comment is not found")
    return missed


def main(words):
    judges = {"--self-test": self_test, "--fonts": lambda data: [one for one in Judge(data).all()
                                                                 if one.startswith("6.2.11")]}
    judge = judges.get(words[0], lambda data: Judge(data).all())
    status = 0
    for file in words[words[0] in judges:]:
        with open(file, "rb") as stream:
            failures = judge(stream.read())
        for failure in failures:
            print(f"{file}: {failure}")
        status = status or bool(failures)
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

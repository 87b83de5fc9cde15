/*
 * Pages that are as they were made, pictures of fields that need no drawing,
 * and how a printed page lies on the paper.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "read/page_fit.h"
#include "stored/stored.h"
#include "tests/read/pdf_maker.h"

/* sha256sum of pdf_maker's content stream, as long as it says it is */
#define DIGEST "8e33b80cbdd8f7792da770d263f217d28704f902d0b8728cb60173331526dbd4"
#define ID     "NCC-2026-0001-K.1.1"

/* As our forms have it for their fields; then what is another's. */
#define NAMES                                                                                                \
    "1/Abreve/abreve/Aogonek/aogonek/Cacute/cacute/ccaron/edotaccent 11/Eogonek/eogonek 14/Gbreve/gbreve"    \
    "/Idotaccent/dotlessi/Lslash/lslash/Nacute/nacute/ohungarumlaut/Sacute/sacute/Scedilla/scedilla"         \
    "/Wcircumflex/wcircumflex/Ycircumflex/ycircumflex/tcommaaccent 127/Zacute 129/zacute 141/Zdotaccent "    \
    "143/zdotaccent/Scommaaccent 157/scommaaccent"
#define TYPING  "/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[" NAMES "]>>"
#define ANOTHER "/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[" NAMES " 68/E]>>"
#define NO_BASE "/Encoding<</Differences[" NAMES "]>>"
#define WELSH   "\\376\\377\\000D\\001\\167\\000r" /* Dŷr */

static Sighting *seen_with(const gchar *const *objects, const gchar *more)
{
    g_autoptr(GBytes) pdf = pdf_make(objects, more, "");
    DrawnFields drawn = {NULL, NULL, NULL};
    Sighting *sighting = stored_see(pdf, &drawn);
    drawn_fields_clear(&drawn);
    assert_int_equal(sighting->state, SIGHT_READ);
    return sighting;
}

static void knows_a_page_as_it_was_made(void **state)
{
    (void) state;
    static const struct {
        const gchar *mark;
        gboolean made;
    } cases[] = {
        {"/Id(" ID ")/Page 1/Pages 2/Hash(" DIGEST ")", TRUE},
        {"/Id(" ID ")/Page 1/Pages 2/Hash(00" DIGEST ")", FALSE},
        {"/Id(" ID ")/Page 1/Pages 2", FALSE},
        {"/Id(NCC-2026-0001-X.1.1)/Page 1/Pages 2/Hash(" DIGEST ")", FALSE}, /* a wrong check letter */
        {"/Id(" ID ")/Page 3/Pages 2/Hash(" DIGEST ")", FALSE},
        {"/Page 1/Pages 2/Hash(" DIGEST ")", FALSE},
    };
    const gchar *objects[] = {NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *more = g_strdup_printf("]/IRO_Page<<%s>>/Rest[", cases[i].mark);
        g_autoptr(Sighting) sighting = seen_with(objects, more);
        const SeenPage *page = g_ptr_array_index(sighting->pages, 0);
        assert_int_equal(page->made != NULL, cases[i].made);
        if (cases[i].made) {
            assert_string_equal(page->made, ID);
            assert_int_equal(page->made_page, 1);
            assert_int_equal(page->made_pages, 2);
        }
    }
}

/* What is told of a picture without drawing it; NULL: it takes a second look. */
static void reads_the_plainest_pictures_only(void **state)
{
    (void) state;
    static const struct {
        const gchar *value, *drawing, *font, *shown;
    } cases[] = {
        {"Done", "BT /F 9 Tf (Done) Tj ET", "/Encoding/WinAnsiEncoding", "Done"},
        {"Done", "/Tx BMC BT /F 9 Tf [(Do) -20 (ne)] TJ ET EMC", "/Encoding/WinAnsiEncoding", "Done"},
        {"(a)", "BT /F 9 Tf (\\(a\\)) Tj ET", "/Encoding/WinAnsiEncoding", "(a)"},
        {"(a)", "BT /F 9 Tf ((a)) Tj ET", "/Encoding/WinAnsiEncoding", "(a)"},
        {"AB", "BT /F 9 Tf <4142> Tj ET", "/Encoding/WinAnsiEncoding", "AB"},
        {"A\243", "BT /F 9 Tf (\\101\\243) Tj ET", "/Encoding/WinAnsiEncoding", "A£"},
        {"A\240", "BT /F 9 Tf (A\\200) Tj ET", "/Encoding/WinAnsiEncoding", "A€"},
        {"", "", "/Encoding/WinAnsiEncoding", ""},
        {"Done", "BT /F 9 Tf (Gone) Tj ET", "/Encoding/WinAnsiEncoding", NULL},
        {"Done", "BT /F 9 Tf (Done) Tj ET", "", NULL},
        {"Done", "BT /F 9 Tf (Done) Tj ET", "/Encoding<</Differences[68/E]>>", NULL},
        {WELSH, "BT /F 9 Tf (D\\036r) Tj ET", TYPING, "Dŷr"},
        {WELSH, "BT /F 9 Tf (D\\036r) Tj ET", "/Encoding/WinAnsiEncoding", NULL},
        {"A\243", "BT /F 9 Tf (\\101\\243) Tj ET", TYPING, "A£"},
        {WELSH, "BT /F 9 Tf (D\\036r) Tj ET", NO_BASE, NULL},
        {"Done", "BT /F 9 Tf (Done) Tj ET", ANOTHER, NULL},
        {"Done", "BT /G 9 Tf (Done) Tj ET", "/Encoding/WinAnsiEncoding", NULL},
        {"Done", "BT /F 9 Tf 3 Tr (Done) Tj ET", "/Encoding/WinAnsiEncoding", NULL},
        {"Done", "/Other Do BT /F 9 Tf (Done) Tj ET", "/Encoding/WinAnsiEncoding", NULL},
        {"Done", "BT /F 9 Tf (Done", "/Encoding/WinAnsiEncoding", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *field = g_strdup_printf("10 0 obj\n<</Type/Annot/Subtype/Widget/FT/Tx/T(x)/V(%s)"
                                                  "/Rect[9 9 99 29]/AP<</N 11 0 R>>>>\nendobj\n",
                                                  cases[i].value);
        g_autofree gchar *picture = g_strdup_printf(
            "11 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</F<</Type/Font"
            "/Subtype/Type1/BaseFont/Helvetica%s>>>>>>/Length %u>>\nstream\n%s\nendstream\nendobj\n",
            cases[i].font, (guint) strlen(cases[i].drawing), cases[i].drawing);
        const gchar *objects[] = {field, picture, NULL};
        g_autoptr(Sighting) sighting = seen_with(objects, "10 0 R");
        const SeenField *seen = g_ptr_array_index(sighting->fields, 0);
        assert_string_equal(seen->shown ? seen->shown : "(look again)",
                            cases[i].shown ? cases[i].shown : "(look again)");
    }
}

/* Tables as Ghostscript 10 writes them; only where they tell of a sign nothing that its byte does
 * not usually mean, it made them by the signs' names. */
static void doubts_letters_that_ghostscript_renamed(void **state)
{
    (void) state;
    static const struct {
        const gchar *kind, *name, *more;
        gboolean nameless;
    } cases[] = {
        {"TrueType", "R26", "", FALSE},
        {"TrueType", "R26", "<92><92><2019>\n<95><95><2022>\n<a3><a3><00a3>\n", FALSE},
        {"Type1", "R26", "<1c><1c><0175>\n<7f><7f><2022>\n", FALSE},
        {"TrueType", "R26", "<92><92><0039>\n", TRUE}, /* from a PDF: U+2019 */
        {"TrueType", "R26", "<1c><1c><0076>\n", TRUE}, /* likewise: U+0175 */
        {"TrueType", "R26", "<1f><1f><0163>\n", TRUE}, /* from PostScript: U+021B */
        {"TrueType", "R26", "<b3><b3><0142>\n", TRUE}, /* another code, in which it may be anything */
        {"Type3", "R26", "<01><01><2701>\n", TRUE},    /* by a name that it made up */
        {"Type3", "R26", "", TRUE},
        {"Type0", "R26", "", TRUE},                                    /* numbers of glyphs */
        {"TrueType", "R26", "<41><43><0041>\n", TRUE},                 /* no line of its kind */
        {"TrueType", "Adobe-Identity-UCS", "<92><92><0039>\n", FALSE}, /* another program's */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *font = g_strdup_printf(
            "5 0 obj\n<</Type/Font/Subtype/%s/BaseFont/ABCDEF+Sans/ToUnicode 10 0 R>>\nendobj\n",
            cases[i].kind);
        g_autofree gchar *table = g_strdup_printf(
            "begincmap\n/CMapType 2 def\n/CMapName/%s def\n1 begincodespacerange\n<00><ff>\n"
            "endcodespacerange\n9 beginbfrange\n<20><20><0020>\n<43><43><0043>\n<44><44><0044>\n"
            "<49><49><0049>\n<4b><4b><004b>\n<4d><4d><004d>\n<61><61><0061>\n<62><62><0062>\n%sendbfrange\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end\n",
            cases[i].name, cases[i].more);
        g_autofree gchar *stream = g_strdup_printf(
            "10 0 obj\n<</Length %u>>\nstream\n%s\nendstream\nendobj\n", (guint) strlen(table), table);
        const gchar *objects[] = {font, stream, NULL};
        g_autoptr(Sighting) sighting = seen_with(objects, "");
        const SeenPage *page = g_ptr_array_index(sighting->pages, 0);
        assert_int_equal(page->nameless, cases[i].nameless);
    }
}

static void doubts_a_ghostscript_font_of_few_letters(void **state)
{
    (void) state;
    static const gchar table[] = "/CMapName/R9 def\n1 beginbfrange\n<41><41><0041>\nendbfrange\n";
    g_autofree gchar *stream = g_strdup_printf("10 0 obj\n<</Length %u>>\nstream\n%s\nendstream\nendobj\n",
                                               (guint) strlen(table), table);
    const gchar *objects[] = {
        "5 0 obj\n<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Sans/ToUnicode 10 0 R>>\nendobj\n", stream,
        NULL};
    g_autoptr(Sighting) sighting = seen_with(objects, "");
    assert_true(((const SeenPage *) g_ptr_array_index(sighting->pages, 0))->nameless);
}

/* --- how a page lies --- */

#define MM (72.0 / 25.4) /* pt */

/* Millimetres of an A4 form, from the top left, as doc and templates have the
 * marks: 3 mm squares 10 mm from the edges, an L of 6 mm at the top left. */
static const gdouble MARKS[][4] = {
    {10, 10, 16, 13}, {10, 13, 13, 16}, {197, 10, 200, 13}, {10, 284, 13, 287}, {197, 284, 200, 287}};

/* A page on which the form lies scaled, shifted (mm) and turned by quarters. */
static SeenPage *printed(gdouble scale, gdouble right, gdouble down, guint turns, guint marks)
{
    const gdouble dots = 6; /* a millimetre */
    SeenPage *page = seen_page_new(g_strdup(""), 0);
    gboolean lying = turns % 2 == 1;
    guint width = lying ? 1782 : 1260;
    guint height = lying ? 1260 : 1782;
    gsize row = (width + 7) / 8;
    guchar *bits = g_malloc0(row * height);
    for (guint y = 0; y < height; y++) {
        for (guint x = 0; x < width; x++) {
            gdouble px = turns == 1 ? y : turns == 2 ? width - 1 - x : turns == 3 ? height - 1 - y : x;
            gdouble py = turns == 1 ? width - 1 - x : turns == 2 ? height - 1 - y : turns == 3 ? x : y;
            gdouble mx = ((px + 0.5) / dots - right) / scale;
            gdouble my = ((py + 0.5) / dots - down) / scale;
            for (guint i = 0; i < marks; i++) {
                if (mx >= MARKS[i][0] && mx < MARKS[i][2] && my >= MARKS[i][1] && my < MARKS[i][3]) {
                    bits[y * row + x / 8] |= (guchar) (0x80u >> (x % 8));
                }
            }
        }
    }
    page->width = width / dots * MM;
    page->height = height / dots * MM;
    page->ink = (SeenInk){width, height, dots / MM, g_bytes_new_take(bits, row * height)};
    return page;
}

static void finds_how_a_page_lies(void **state)
{
    (void) state;
    static const gdouble cases[][3] = {{1, 0, 0}, {0.95, 5, 7}, {0.94, 2, 9}, {1, 3, -4}, {0.71, 0, 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (guint turns = 0; turns < 4; turns++) {
            SeenPage *page = printed(cases[i][0], cases[i][1], cases[i][2], turns, G_N_ELEMENTS(MARKS));
            PageFit fit;
            assert_true(page_fit_find(page, &fit));
            /* The square at the bottom right, which is dark on the page. */
            Rect square = {197.5 * MM, (297 - 286.5) * MM, 2 * MM, 2 * MM};
            SeenArea area = page_fit_to_page(&fit, &square);
            assert_true(page_ink_share(page, &area) > 0.99);
            SeenArea back = page_fit_to_form(&fit, &area);
            assert_true(fabs(back.left - square.x) < 0.5 && fabs(back.top - square.y - square.height) < 0.5);
            Rect beside = {190 * MM, (297 - 286.5) * MM, 5 * MM, 2 * MM};
            area = page_fit_to_page(&fit, &beside);
            assert_true(page_ink_share(page, &area) < 0.01);
            seen_page_free(page);
        }
    }
}

static void a_page_without_all_its_marks_lies_nowhere(void **state)
{
    (void) state;
    PageFit fit;
    for (guint marks = 0; marks < G_N_ELEMENTS(MARKS); marks++) {
        SeenPage *page = printed(1, 0, 0, 0, marks);
        assert_false(page_fit_find(page, &fit));
        seen_page_free(page);
    }
    SeenPage *undrawn = seen_page_new(g_strdup(""), 0);
    assert_false(page_fit_find(undrawn, &fit));
    seen_page_free(undrawn);
}

/* Two words, 100 to 140 and 147 to 160 pt along their line, and a sign that no
 * word covers. */
static SeenPage *words_and_a_sign(gdouble from, gdouble to, gboolean lying)
{
    static const gdouble words[][2] = {{100, 140}, {147, 160}};
    const gdouble scale = 4;
    const guint side = 1000;
    gsize row = (side + 7) / 8;
    SeenPage *page = seen_page_new(g_strdup(""), 0);
    guchar *bits = g_malloc0(row * side);
    for (guint along = (guint) (from * scale); along < (guint) (to * scale); along++) {
        for (guint across = (guint) (104 * scale); across < (guint) (112 * scale); across++) {
            guint x = lying ? across : along;
            guint y = side - 1 - (lying ? along : across);
            bits[y * row + x / 8] |= (guchar) (0x80u >> (x % 8));
        }
    }
    page->width = page->height = side / scale;
    page->ink = (SeenInk){side, side, scale, g_bytes_new_take(bits, row * side)};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        SeenArea area = {words[i][0], 100, words[i][1], 116};
        SeenArea turned = {100, words[i][0], 116, words[i][1]};
        g_ptr_array_add(page->words, seen_word_new(lying ? turned : area, g_strdup("Word")));
    }
    return page;
}

/* What its font does not name stands in a gap between two words, or beside one. */
static void sees_a_sign_between_words(void **state)
{
    (void) state;
    static const struct {
        gdouble from, to;
        gboolean seen;
    } cases[] = {{0, 0, FALSE},     {140.8, 146, TRUE}, {141, 143, TRUE},
                 {139, 140, FALSE}, {90, 93, TRUE},     {162, 165, TRUE}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (guint lying = 0; lying < 2; lying++) {
            SeenPage *page = words_and_a_sign(cases[i].from, cases[i].to, lying == 1);
            const SeenArea all = {20, 20, 230, 230};
            assert_int_equal(page_ink_beside_words(page, &all, lying == 1) > 0.5, cases[i].seen);
            seen_page_free(page);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_a_page_as_it_was_made),
                                       cmocka_unit_test(reads_the_plainest_pictures_only),
                                       cmocka_unit_test(doubts_letters_that_ghostscript_renamed),
                                       cmocka_unit_test(doubts_a_ghostscript_font_of_few_letters),
                                       cmocka_unit_test(finds_how_a_page_lies),
                                       cmocka_unit_test(a_page_without_all_its_marks_lies_nowhere),
                                       cmocka_unit_test(sees_a_sign_between_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

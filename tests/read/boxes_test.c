/*
 * Check boxes as programs leave them, from the bytes of a PDF to the mark.
 * What is right follows from ISO 32000-2, 12.7.5.2.3: /V and /AS name the
 * same state, and /AP /N has a picture of it; what is at odds is unclear.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/answers.h"
#include "stored/stored.h"
#include "tests/read/pdf_maker.h"

#define BOTH "/AP<</N<</Yes 11 0 R/Off 12 0 R>>>>"
#define TICK                                                                                                 \
    "11 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 10>>\nstream\n0 0 9 9 "                     \
    "re\nendstream\nendobj\n"
#define NO_INK                                                                                               \
    "12 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>\nstream\n\nendstream\nendobj\n"

static const struct {
    const gchar *what;
    const gchar *keys; /* of the widget */
    Mark mark;
} CASES[] = {
    {"ticked", "/V/Yes/AS/Yes" BOTH, MARK_ON},
    {"not ticked", "/V/Off/AS/Off" BOTH, MARK_OFF},
    {"never touched", "/AS/Off" BOTH, MARK_OFF},
    {"nothing said at all", BOTH, MARK_OFF},
    {"another name for on", "/V/Ja/AS/Ja/AP<</N<</Ja 11 0 R/Off 12 0 R>>>>", MARK_ON},
    {"an on-state called No", "/V/No/AS/No/AP<</N<</No 11 0 R/Off 12 0 R>>>>", MARK_ON},
    {"an on-state called 1", "/V/1/AS/1/AP<</N<</1 11 0 R/Off 12 0 R>>>>", MARK_ON},
    {"only the on-state drawn", "/V/Yes/AS/Yes/AP<</N<</Yes 11 0 R>>>>", MARK_ON},
    {"two on-states, one chosen", "/V/Yes/AS/Yes/AP<</N<</Yes 11 0 R/On 11 0 R/Off 12 0 R>>>>", MARK_ON},
    {"the name as a string", "/V(/Yes)/AS/Yes" BOTH, MARK_ON},
    {"/V absent, drawn ticked", "/AS/Yes" BOTH, MARK_UNCLEAR},
    {"stored ticked, drawn empty", "/V/Yes/AS/Off" BOTH, MARK_UNCLEAR},
    {"stored empty, drawn ticked", "/V/Off/AS/Yes" BOTH, MARK_UNCLEAR},
    {"stored ticked, /AS absent", "/V/Yes" BOTH, MARK_UNCLEAR},
    {"no picture at all", "/V/On", MARK_UNCLEAR},
    {"a state without a picture", "/V/On/AS/On" BOTH, MARK_UNCLEAR},
    {"off in lower case", "/V/off/AS/off/AP<</N<</Yes 11 0 R/off 12 0 R>>>>", MARK_UNCLEAR},
    {"one picture for every state", "/V/Yes/AS/Yes/AP<</N 11 0 R>>", MARK_UNCLEAR},
    {"states drawn alike", "/V/Off/AS/Off/AP<</N<</Yes 11 0 R/Off 11 0 R>>>>", MARK_UNCLEAR},
    {"an on-state that draws nothing", "/V/Yes/AS/Yes/AP<</N<</Yes 12 0 R/Off 12 0 R>>>>", MARK_UNCLEAR},
    {"a radio button", "/Ff 32768/V/Yes/AS/Yes" BOTH, MARK_UNCLEAR},
};

static void judges_each_case(void **state)
{
    (void) state;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree gchar *box = g_strdup_printf(
            "10 0 obj\n<</Type/Annot/Subtype/Widget/FT/Btn/T(x)/Rect[9 9 18 18]%s>>\nendobj\n",
            CASES[i].keys);
        const gchar *objects[] = {box, TICK, NO_INK, NULL};
        g_autoptr(GBytes) pdf = pdf_make(objects, "10 0 R", "");
        DrawnFields drawn;
        g_autoptr(Sighting) sighting = stored_see(pdf, &drawn);
        print_message("%s\n", CASES[i].what);
        assert_int_equal(sighting->state, SIGHT_READ);
        assert_false(sighting->repaired);
        assert_int_equal(sighting->fields->len, 1);
        assert_int_equal(answers_judge_box(sighting->fields), CASES[i].mark);
        drawn_fields_clear(&drawn);
    }
}

static void two_widgets_must_agree(void **state)
{
    (void) state;
    const gchar *objects[] = {
        "10 0 obj\n<</FT/Btn/T(x)/V/Yes/Kids[13 0 R 14 0 R]>>\nendobj\n",
        TICK,
        NO_INK,
        "13 0 obj\n<</Type/Annot/Subtype/Widget/Parent 10 0 R/Rect[9 9 18 18]/AS/Yes" BOTH ">>\nendobj\n",
        "14 0 obj\n<</Type/Annot/Subtype/Widget/Parent 10 0 R/Rect[9 29 18 38]/AS/Off" BOTH ">>\nendobj\n",
        NULL};
    g_autoptr(GBytes) pdf = pdf_make(objects, "13 0 R 14 0 R", "");
    DrawnFields drawn;
    g_autoptr(Sighting) sighting = stored_see(pdf, &drawn);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    assert_int_equal(sighting->fields->len, 2);
    assert_int_equal(answers_judge_box(sighting->fields), MARK_UNCLEAR);
    assert_int_equal(answers_judge_box(none), MARK_ABSENT);
    drawn_fields_clear(&drawn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(judges_each_case),
                                       cmocka_unit_test(two_widgets_must_agree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

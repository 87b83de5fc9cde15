/* bare_qpdf FILE…: prints the form fields of files by libqpdf. */
#include <qpdf/qpdf-c.h>
#include <stdio.h>

static void print_fields(qpdf_data pdf, qpdf_oh fields)
{
    int count = qpdf_oh_is_array(pdf, fields) ? qpdf_oh_get_array_n_items(pdf, fields) : 0;
    for (int i = 0; i < count; i++) {
        qpdf_oh field = qpdf_oh_get_array_item(pdf, fields, i);
        qpdf_oh value = qpdf_oh_get_key(pdf, field, "/V");
        if (qpdf_oh_has_key(pdf, field, "/T"))
            printf("%s: ", qpdf_oh_get_utf8_value(pdf, qpdf_oh_get_key(pdf, field, "/T")));
        if (qpdf_oh_is_string(pdf, value))
            printf("%s\n", qpdf_oh_get_utf8_value(pdf, value));
        else if (qpdf_oh_is_name(pdf, value))
            printf("%s\n", qpdf_oh_get_name(pdf, value));
        print_fields(pdf, qpdf_oh_get_key(pdf, field, "/Kids"));
    }
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        qpdf_data pdf = qpdf_init();
        qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
        qpdf_read(pdf, argv[i], NULL);
        qpdf_oh form = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/AcroForm");
        print_fields(pdf, qpdf_oh_get_key(pdf, form, "/Fields"));
        qpdf_cleanup(&pdf);
    }
    return 0;
}

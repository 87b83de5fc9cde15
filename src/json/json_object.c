#include "json/json_object.h"

#include <jansson.h>
#include <stdlib.h>

struct JsonObject {
    json_t *members;
};

JsonObject *json_object_begin(void)
{
    JsonObject *object = g_new0(JsonObject, 1);
    object->members = json_object();
    return object;
}

void json_object_add_text(JsonObject *object, const gchar *name, const gchar *text)
{
    json_object_set_new(object->members, name, text ? json_string(text) : json_null());
}

void json_object_add_number(JsonObject *object, const gchar *name, gint64 number)
{
    json_object_set_new(object->members, name, json_integer(number));
}

void json_object_add_flag(JsonObject *object, const gchar *name, gboolean flag)
{
    json_object_set_new(object->members, name, json_boolean(flag));
}

void json_object_add_texts(JsonObject *object, const gchar *name, const gchar *const *texts)
{
    json_t *array = json_array();
    for (guint i = 0; texts[i]; i++)
        json_array_append_new(array, json_string(texts[i]));
    json_object_set_new(object->members, name, array);
}

void json_object_add_json(JsonObject *object, const gchar *name, const gchar *json)
{
    json_t *value = json_loads(json, 0, NULL);
    json_object_set_new(object->members, name, value ? value : json_null());
}

gchar *json_object_end(JsonObject *object)
{
    char *text = json_dumps(object->members, JSON_COMPACT);
    gchar *copy = g_strdup(text);
    free(text);
    json_decref(object->members);
    g_free(object);
    return copy;
}

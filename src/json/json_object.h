/*
 * One JSON object, built member by member in order and written as one line:
 * what the commands print with --json.
 */
#pragma once

#include <glib.h>

typedef struct JsonObject JsonObject;

JsonObject *json_object_begin(void);
void json_object_add_text(JsonObject *object, const gchar *name, const gchar *text); /* NULL: null */
void json_object_add_number(JsonObject *object, const gchar *name, gint64 number);
void json_object_add_flag(JsonObject *object, const gchar *name, gboolean flag);
void json_object_add_texts(JsonObject *object, const gchar *name,
                           const gchar *const *texts); /* NULL-terminated */

/* Adds a member whose value is JSON already, such as a reading. */
void json_object_add_json(JsonObject *object, const gchar *name, const gchar *json);

/* The object as one line; frees the object. The caller frees the text. */
gchar *json_object_end(JsonObject *object);

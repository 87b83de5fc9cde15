/*
 * Names of attachments and addresses of senders, made safe to show: they were
 * chosen by whoever sent them. Both may name people: never for logs.
 */
#pragma once

#include <glib.h>

/* The last part of a path, without control and direction characters, slashes,
 * or more than 120 characters (the end, where the extension stands, is kept);
 * NULL when nothing is left. Input may be NULL or any bytes. */
gchar *name_clean(const gchar *name);

/* "Jo <Jo.Hill@Example.org>", "SMTP:jo.hill@example.org" or the bare address:
 * "jo.hill@example.org"; NULL when it is none. */
gchar *address_clean(const gchar *address);

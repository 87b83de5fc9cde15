/*
 * A template: how a kind of document is put together from data. The XML
 * language is described in doc/templates.md; pack/ loads it, this module fills
 * it in. The tree keeps the order of the file.
 */
#pragma once

#include <glib.h>

#include "document/document.h"
#include "model/facts.h"

typedef enum {
    NODE_BLOCK,  /* becomes a block */
    NODE_EACH,   /* its children once for each item of a list */
    NODE_WHEN,   /* its children when the datum or list is present and not empty */
    NODE_UNLESS, /* its children when it is not */
    NODE_KEEP,   /* its children stay together on a page */
} NodeKind;

typedef struct {
    NodeKind kind;
    guint line;          /* in the template's file, from 1 */
    Block *block;        /* NODE_BLOCK: pattern whose texts hold {placeholders} */
    gboolean paragraphs; /* NODE_BLOCK: the text's own paragraphs become blocks each */
    gchar *name;         /* the list of NODE_EACH, the datum of NODE_WHEN and NODE_UNLESS */
    GPtrArray *children; /* of TemplateNode */
} TemplateNode;

typedef struct {
    gchar *id;        /* "form": the file's base name */
    gchar *purpose;   /* what it is for: "dispute" and others of template.rng */
    gboolean warm;    /* for compliments, which have an accent of their own */
    Document *setup;  /* page, styles, furniture, title and caption with {placeholders}; no blocks */
    GPtrArray *nodes; /* of TemplateNode */
    gchar *sha256;    /* of the file */
} Template;

Template *template_new(void);
void template_free(Template *template_);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

TemplateNode *template_node_new(NodeKind kind, guint line);
void template_node_free(TemplateNode *node);

/*
 * Where a template finds its data: facts by name, lists by name, each item a
 * Facts of its own that hides the outer facts of the same name.
 */
typedef struct Scope Scope;

Scope *scope_new(void);
void scope_free(Scope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scope, scope_free)

Facts *scope_facts(Scope *scope); /* to fill in; owned by the scope */
void scope_take_list_item(Scope *scope, const gchar *list, Facts *item);

/* The text with every {name} replaced; what is absent becomes "". "{{" is "{".
 * Values are put in as they are: a brace in one is no placeholder. */
gchar *scope_expand(const Scope *scope, const gchar *text);

/* Items of a list, or NULL; each is a scope in which the item's facts hide the
 * outer ones. Owned by the scope; the list of a list is the outer scope's. */
const GPtrArray *scope_list(const Scope *scope, const gchar *list);

/* The datum's value, or NULL. */
const gchar *scope_get(const Scope *scope, const gchar *name);

/*
 * Fills the template in. Never fails: names were checked when it was loaded.
 * A title, heading, paragraph or fact that comes out empty is left out. The
 * field of a block is "{form.prefix}." and the field of the template.
 */
Document *template_fill(const Template *template_, const Scope *scope, const Look *look);

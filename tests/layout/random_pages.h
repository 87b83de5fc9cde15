/*
 * Documents of random blocks, and what holds of every page of them.
 */
#pragma once

#include "document/document.h"
#include "layout/page.h"

/* Of so many words, some long, some in other scripts; the caller frees. */
gchar *random_text(GRand *random, guint words);

/* A form of random blocks with all furniture. */
Document *random_document(GRand *random);

const Item *item_at(const Page *page, guint index);

/* Nothing on it overlaps or leaves the margins. */
void assert_page_is_clear(const Document *document, const Page *page);

/* Different baselines of a block's own text on a page. */
guint lines_on_page(const Page *page, guint block);

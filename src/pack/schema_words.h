/*
 * What is wrong with a file in the words of its schema. libxml2 says whether a
 * file is valid, but names neither what is allowed nor every mistake; so the
 * patterns of the .rng itself are walked beside the file. Private to this
 * folder.
 *
 * Understood are element, attribute, ref, optional, zeroOrMore, oneOrMore,
 * choice, group, interleave, mixed, text, empty, value, and data of type token
 * with pattern or minLength. A data's say:words attribute describes it.
 */
#pragma once

#include "pack/xml_source.h"

/* Adds a finding for every mistake that it sees; grammar is the schema's root. */
void schema_words_explain(XmlSource *source, const xmlNode *root, const xmlNode *grammar);

/*
 * A report as a document (document.h), for PDF.
 */
#pragma once

#include "document/document.h"
#include "figures/report.h"

/* The caller frees. */
Document *report_to_document(const Report *report);

#include <string.h>

#include "cli/command.h"

static const Command COMMANDS[] = {
    {"open", "DISPUTE.xml…", "Check and record a new dispute; print its reference.", IN_DESK},
    {"form", "REF…|--all-open|--preview PACK.xml [--stage N] [-o FILE|FOLDER]",
     "Write the pre-filled form of a stage and record that it was issued.", IN_DESK},
    {"compliment", "FILE.xml…|--preview PACK.xml [-o FILE|FOLDER]", "Record a compliment and write its form.",
     IN_DESK},
    {"email", "REF…|--all-open [--stage N] [--chase] -o DRAFT.eml|FOLDER",
     "Write an e-mail draft to a stage's people, form and reminder attached.", IN_OFFICE},
    {"read", "FILE…", "Read returned files and print what they say; change nothing.", IN_DESK},
    {"ingest", "FILE|FOLDER… | --watch FOLDER [--once]",
     "Read returned files and record them; what is not certain waits.", IN_DESK},
    {"review", "[ID…] [--set FIELD=VALUE]… [--accept|--reject WHY]", "What waits for a person; settle it.",
     IN_DESK},
    {"note", "REF…|--all-open [--short] [--format txt|html|pdf] [-o FILE|FOLDER]",
     "Write the consolidated case-record note.", IN_DESK},
    {"record", "REF…|--all-open [--stage N] [-o FILE|FOLDER]",
     "Write the record copy: the answered forms as a PDF to be kept.", IN_DESK},
    {"list",
     "[--open|--overdue|--review] [--due-by DATE] [--authority ID] [--team NAME] [--stage N] [--ics [-o "
     "FILE]]",
     "Where every dispute stands, and what to do next.", IN_OFFICE},
    {"event", "REF… KIND [--on DATE] [--text TEXT]",
     "Record a bypass, no response, referral, closing and the like.", IN_DESK},
    {"report", "--month 2026-10|--quarter 2026-Q3|--year 2026|--year 2026-27 [--public] [-o FILE]",
     "The performance report of a month, quarter or year.", IN_OFFICE},
    {"export", "[--format csv|xlsx|ods] [--authority ID] [-o FILE]", "The dispute database as a table.",
     IN_OFFICE},
    {"child", "ID -o FOLDER", "Everything about one child in one folder, with what is to be redacted.",
     IN_OFFICE},
    {"import", "disputes|children FILE.csv [--authority ID] [--map HEADING=FIELD]… [--dry-run]",
     "Take over an earlier dispute log or a child list; all of it or nothing.", IN_OFFICE},
    {"retention",
     "[list] | set YEARS|off | hold REF|--child ID | release REF|--child ID | erase --shown-on DATE",
     "How long records are kept; what would go, and why; erase it.", IN_OFFICE},
    {"days", "DATE +N | DATE..DATE", "Working days, England and Wales.", IN_DESK},
    {"holidays", "[merge FILE.json]", "The bank holidays known; merge a published list.", IN_DESK},
    {"spell", "FILE…", "Spelling of the free text in a dispute, compliment or returned form.", IN_DESK},
    {"check", "FILE…", "Check form packs, templates, disputes and compliments.", IN_DESK},
    {"forms", "[ID...]", "The installed form packs; with an ID what a dispute may name.", IN_DESK},
};

const Command *commands_all(guint *count)
{
    *count = G_N_ELEMENTS(COMMANDS);
    return COMMANDS;
}

const Command *commands_find(const gchar *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        if (strcmp(COMMANDS[i].name, name) == 0)
            return &COMMANDS[i];
    return NULL;
}

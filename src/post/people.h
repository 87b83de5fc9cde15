/*
 * Whom a letter goes to: the pack names roles and addresses, the dispute or
 * compliment says who has the role.
 */
#pragma once

#include "mail/outgoing.h"
#include "model/facts.h"
#include "model/pack.h"

typedef struct {
    const GPtrArray *recipients; /* of Recipient */
    const GPtrArray *copies;     /* of Recipient */
} PostList;

/*
 * Puts them into the mail. Returns the names of the roles that have no address
 * in the record (of gchar), which the sender has to add; empty when all have.
 */
GPtrArray *people_address(OutgoingMail *mail, const Pack *pack, const Facts *facts, const PostList *list);

/* "Lee Sample and Sandy Mockford": the recipients in a greeting, by their role
 * where the record has no name; the caller frees. */
gchar *people_greeting(const Pack *pack, const Facts *facts, const GPtrArray *recipients);

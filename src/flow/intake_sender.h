/*
 * Who sent a mail, held against those whose answer is expected.
 */
#pragma once

#include "model/progress.h"
#include "model/reading.h"

/* Of a reading's evidence: what is to be said of the sender, without names or
 * addresses; absent when there is nothing to say. */
#define INTAKE_SENDER "mail.sender.compared"

/*
 * Sets or removes INTAKE_SENDER. Nothing is said of a sender to whom the stage's
 * form was addressed or copied, nor of the IRO who raised the dispute and
 * forwards what she got. It never keeps an answer back: an assistant often
 * sends it, and a mail may lack its sender's address.
 */
void intake_compare_sender(const Progress *progress, Reading *reading);

/* The same of a compliment, whose data are `facts`. */
void intake_compare_compliment_sender(const Pack *pack, const Facts *facts, Reading *reading);

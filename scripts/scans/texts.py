"""Invented answers, put together from parts, so that none is known beforehand."""
WHO = ("The social worker", "The school", "The virtual school", "Our team", "The designated teacher", "The foster carer",
       "The independent visitor", "The health assistant", "The family time worker", "The duty manager")
DID = ("has booked the meeting for", "will send the plan by", "agreed to a visit on", "has moved the review to",
       "confirmed the assessment on", "wrote to the carers on", "asked for the report before", "will call again on")
WHEN = ("27 November 2026", "3 December", "Monday 7 December 2026", "14/12/2026", "the end of term", "18 January 2027")
WHY = ("because the first date did not suit everyone", "so that Sam can take part", "as the review had asked",
       "after the earlier delay, for which we apologise", "and we have told the young person why",
       "while the funding (about £1,250) is being settled", "with a copy to the reviewing officer")
MORE = ("We accept that this took too long.", "No further delay is expected.", "The plan is now on file.",
        "Practice has been discussed in supervision.", "Sam's views were recorded at the visit.",
        "A weekly check is in place until then.", "Costs were approved at 75% on the panel's advice.")
NAMES = ("Pat Trialman", "Sandy Mockford", "Chris Testwell", "Robin Sample", "Jo Specimen", "Alex Dummyton")
DATES = ("20 November 2026", "20/11/2026", "27 November 2026", "01/12/2026", "4 December 2026")


def sentence(random):
    return "%s %s %s %s." % (random.choice(WHO), random.choice(DID), random.choice(WHEN), random.choice(WHY))


def answer(random):
    parts = []
    for _ in range(random.randint(1, 4)):
        parts.append(" ".join(random.choice((sentence(random), random.choice(MORE))) for _ in range(random.randint(1, 4))))
    return "\n".join(parts)

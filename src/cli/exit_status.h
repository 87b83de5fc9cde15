/*
 * What the program's exit status means.
 */
#pragma once

typedef enum {
    EXIT_DONE = 0,    /* nothing waits for a person */
    EXIT_WAITING = 1, /* done; something waits for a person */
    EXIT_USAGE = 2,   /* the command line is wrong */
    EXIT_INPUT = 3,   /* an input is wrong; everything else was still done */
    EXIT_FAILED = 4,  /* the store or the system failed; nothing is half done */
} ExitStatus;

/*
 * The limits by which a box is judged. Lengths in pt; darkness in shares of
 * that of the box's printed frame; areas in shares of the box or the ring
 * about it. Measured with scripts/accuracy.
 */
#pragma once

#include <glib.h>

#define LIMIT_REACH            6.0   /* how far the frame may lie off its place: 2 mm */
#define LIMIT_FRAME            0.60  /* share of each side of the frame that must be seen, and */
#define LIMIT_WHOLE            0.80  /* so much of it before a box is said to be blank */
#define LIMIT_PALE             0.16  /* darkness of the frame itself: fainter, it says nothing about ink */
#define LIMIT_INK              0.16  /* darkness of ink, and */
#define LIMIT_INK_LEAST        0.125 /* against paper: what bleeds through is fainter still */
#define LIMIT_FAINT            0.14 /* darkness of what may be ink: print of the other side is fainter still */
#define LIMIT_RING             6.0  /* ink so far outside of the frame is looked at: nearer than the label */
#define LIMIT_SPECK            0.6  /* pt^2: less is dust in the box, */
#define LIMIT_RING_SPECK       1.5  /* and about it */
#define LIMIT_RING_DUST        0.2  /* smaller is no part of a stroke that leaves the box */
#define LIMIT_DUST             1.5  /* times as much dust in the box as about it: more is a broken stroke */
#define LIMIT_DOT              0.20 /* darkness, against paper, of dots that may be left of pale ink, */
#define LIMIT_DOTS             2    /* if there are so many, or one and none about the box */
#define LIMIT_DOT_NEAR         2.0 /* pt beyond the blur of its frame, above its middle, where a dot counts too */
#define LIMIT_LONE_LONG        0.7 /* pt: shorter dots, of which */
#define LIMIT_LONE_MOTES       1   /* so many at most are dust beside a box that is marked in strokes of */
#define LIMIT_FIRM             0.5 /* this darkness, sample by sample, without a gap */
#define LIMIT_DOT_GAP          1.2 /* pt between dots of one row, at most */
#define LIMIT_DOT_ABOUT        9.0 /* pt about a blank box where one counts, if the other is marked palely */
#define LIMIT_ROW              6.5 /* so long a row, from corner to corner, is a stroke where there are */
#define LIMIT_ROW_DOTS         3   /* so many or more, and */
#define LIMIT_DENSER           3.0 /* times as many in the box as about it, for each pt^2 */
#define LIMIT_REMAINS          4   /* so many pieces or more, of */
#define LIMIT_REMAINS_INK      0.030 /* so much of the box, and next to nothing about it: a mark */
#define LIMIT_TICK_END         12.0  /* pt above and beside the box, where a tick may end, */
#define LIMIT_TICK_LEAST       1.6   /* if a row there is longer */
#define LIMIT_BLANK            0.006 /* no more of even faint ink: blank; or */
#define LIMIT_GRAIN            0.025 /* no more than this, all of it motes no longer than */
#define LIMIT_GRAIN_TWO_TONED  0.010 /* or, where it may be black and white, this, and */
#define LIMIT_MOTE             1.4   /* this where they are half as dark as they get, */
#define LIMIT_MOTES            4     /* and so few: dust */
#define LIMIT_MARKED           0.05  /* so much ink in strokes of at least */
#define LIMIT_EXTENT           5.5   /* this length: marked; or */
#define LIMIT_THIN             0.03  /* so much in strokes of at least */
#define LIMIT_LONG             8.0   /* this length */
#define LIMIT_THREAD           0.14  /* darkness, sample by sample, of a thin stroke, which */
#define LIMIT_THREAD_SPECK     0.3   /* holds more pt^2 than this, and */
#define LIMIT_THREAD_LONG      6.0   /* is so long without a gap: marked */
#define LIMIT_THREAD_PALE      0.55  /* times as dark, where it gets paler in places, */
#define LIMIT_THREAD_FIRM      0.15  /* if so much of it is as dark as that */
#define LIMIT_THREAD_FAINT     0.12  /* darkness of what may be one: of this */
#define LIMIT_THREAD_LEAST     2.5   /* length, the box is not blank */
#define LIMIT_THREAD_DIM       0.08  /* or, of this darkness, */
#define LIMIT_THREAD_LEAST_DIM 8.0   /* this */
#define LIMIT_PALE_PEN         0.18  /* darkness: of what is paler, the form's other box is looked at for */
#define LIMIT_TRACE            0.05  /* a stroke of this darkness, */
#define LIMIT_TRACE_LONG       2.5   /* and so long */
#define LIMIT_PALE_MARK        0.35  /* darkness: what is paler is looked at about the box as a thread is */
#define LIMIT_HOOK             1.8   /* pt beside the stroke: what turns off farther is a tick's foot */
#define LIMIT_APART            1.2   /* pt from the frame's blur: a line that comes no nearer passes by */
#define LIMIT_STRAY            4.0   /* longer ink about a blank box: doubt */
#define LIMIT_BLOT             11.5  /* shorter, and more solid than */
#define LIMIT_SOLID            0.55  /* this: a blot */
#define LIMIT_FORKED           0.45  /* more of its rows cross it twice: strokes */
#define LIMIT_LINE             0.30  /* more ink is no stray line */
#define LIMIT_HAIR             0.10  /* less is a thin line, which may bend more */
#define LIMIT_AROUND           0.02  /* more ink about a blank box: doubt */
#define LIMIT_ARC              60.0 /* degrees between strokes that leave the box: more, and they run through it */
#define LIMIT_OVERRUN          2.9 /* pt that two sides that face each other are overrun: crossed out; or */
#define LIMIT_OVERRUN_MOST     6.0 /* the same of a box filled in, which a broad pen does without a gap, and */
#define LIMIT_BROAD            0.45   /* so dark; or, */
#define LIMIT_OVERRUN_GAPS     4.5    /* with gaps or palely, this: */
#define LIMIT_FILLED           0.9995 /* so much of it is ink */
#define LIMIT_ALMOST_FILLED    0.95   /* so much of it is ink, and the strokes' ends, */
#define LIMIT_ENDS             0.70   /* beyond so many of the places along a side, */
#define LIMIT_OVERRUN_ENDS     3.2    /* overrun it so far: crossed out */
#define LIMIT_OVERRUN_SHARE    0.25   /* of each of three sides is overrun, and there are gaps: crossed out */
#define LIMIT_HATCH            3      /* strokes that run out on both sides, or, */
#define LIMIT_HATCH_PALE       2      /* in black and white, pieces of them: crossed out */
#define LIMIT_LETTERED         0.30 /* of the rows cross so many strokes as only a word has, where they are */
#define LIMIT_LETTER_DARK      0.90 /* times as dark as the ink's mean */
#define LIMIT_HATCHED          0.30 /* so much of even faint ink, if they are overrun farther than */
#define LIMIT_OVERRUN_LEAST    2.5  /* this, and */
#define LIMIT_SPILLED          0.15 /* so much of both of them was */

#define LIMIT_NAMED(name) #name " " G_STRINGIFY(LIMIT_##name) " "

/* All of them in one line, to be kept beside what was judged by them. */
/* clang-format off */
#define LIMITS_TEXT \
    LIMIT_NAMED(REACH) LIMIT_NAMED(FRAME) LIMIT_NAMED(WHOLE) LIMIT_NAMED(PALE) LIMIT_NAMED(INK) \
    LIMIT_NAMED(INK_LEAST) LIMIT_NAMED(FAINT) LIMIT_NAMED(RING) LIMIT_NAMED(SPECK) \
    LIMIT_NAMED(RING_SPECK) LIMIT_NAMED(RING_DUST) LIMIT_NAMED(DUST) LIMIT_NAMED(DOT) LIMIT_NAMED(DOTS) \
    LIMIT_NAMED(DOT_NEAR) LIMIT_NAMED(LONE_LONG) LIMIT_NAMED(LONE_MOTES) LIMIT_NAMED(FIRM) LIMIT_NAMED(DOT_GAP) \
    LIMIT_NAMED(DOT_ABOUT) LIMIT_NAMED(ROW) LIMIT_NAMED(ROW_DOTS) LIMIT_NAMED(DENSER) \
    LIMIT_NAMED(REMAINS) LIMIT_NAMED(REMAINS_INK) LIMIT_NAMED(TICK_END) LIMIT_NAMED(TICK_LEAST) \
    LIMIT_NAMED(BLANK) LIMIT_NAMED(GRAIN) LIMIT_NAMED(GRAIN_TWO_TONED) LIMIT_NAMED(MOTE) \
    LIMIT_NAMED(MOTES) LIMIT_NAMED(MARKED) LIMIT_NAMED(EXTENT) LIMIT_NAMED(THIN) LIMIT_NAMED(LONG) \
    LIMIT_NAMED(THREAD) LIMIT_NAMED(THREAD_SPECK) LIMIT_NAMED(THREAD_LONG) LIMIT_NAMED(THREAD_PALE) \
    LIMIT_NAMED(THREAD_FIRM) LIMIT_NAMED(THREAD_FAINT) LIMIT_NAMED(THREAD_LEAST) LIMIT_NAMED(THREAD_DIM) \
    LIMIT_NAMED(THREAD_LEAST_DIM) LIMIT_NAMED(PALE_PEN) LIMIT_NAMED(TRACE) LIMIT_NAMED(TRACE_LONG) LIMIT_NAMED(PALE_MARK) LIMIT_NAMED(HOOK) LIMIT_NAMED(APART) \
    LIMIT_NAMED(STRAY) LIMIT_NAMED(BLOT) LIMIT_NAMED(SOLID) LIMIT_NAMED(FORKED) LIMIT_NAMED(LINE) \
    LIMIT_NAMED(HAIR) LIMIT_NAMED(AROUND) LIMIT_NAMED(ARC) LIMIT_NAMED(OVERRUN) \
    LIMIT_NAMED(OVERRUN_MOST) LIMIT_NAMED(BROAD) LIMIT_NAMED(OVERRUN_GAPS) LIMIT_NAMED(FILLED) \
    LIMIT_NAMED(ALMOST_FILLED) LIMIT_NAMED(ENDS) LIMIT_NAMED(OVERRUN_ENDS) LIMIT_NAMED(OVERRUN_SHARE) \
    LIMIT_NAMED(HATCH) LIMIT_NAMED(HATCH_PALE) LIMIT_NAMED(LETTERED) LIMIT_NAMED(LETTER_DARK) \
    LIMIT_NAMED(HATCHED) LIMIT_NAMED(OVERRUN_LEAST) LIMIT_NAMED(SPILLED)
/* clang-format on */

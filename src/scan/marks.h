/*
 * Solid shapes in a picture that may be the registration marks of a form.
 */
#pragma once

#include "scan/projection.h"
#include "scan/scan.h"

typedef struct {
    Point centre;          /* pixels of the picture: centre of its darkness */
    gdouble width, height; /* pixels */
    gdouble area;          /* pixels */
} Shape;

/* Solid dark shapes between the two sides (pixels of the picture): of Shape. */
GArray *marks_find_shapes(const Picture *picture, gdouble smallest, gdouble largest);

#include "model/error.h"

G_DEFINE_QUARK(iro - error - quark, iro_error)

#!/bin/sh
# deadlines_test.sh CHECK BANK_HOLIDAYS: feeds the independent deadlines to the check.
python3 "$(dirname "$0")/deadlines.py" | "$1" "$2"

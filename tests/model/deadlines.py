#!/usr/bin/env python3
"""Prints DAY N DEADLINE and the days not counted, for every day of 2019 to
2028 and N from 1 to 20, as far as the year 2028 goes.

Bank holidays of England and Wales by rule, not by list: Easter by the
anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8), the
others by the Banking and Financial Dealings Act 1971, schedule 1, and its
practice of substitute days; then the days that proclamations of these years
moved or added. Shares nothing with the program: no list, no calendar code.
"""
from datetime import date, timedelta

DAY = timedelta(days=1)


def easter_sunday(year):
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def first_monday(year, month):
    day = date(year, month, 1)
    while day.weekday():
        day += DAY
    return day


def last_monday(year, month):
    day = date(year, month, 31)
    while day.weekday():
        day -= DAY
    return day


def substituted(days):
    """Each of the days, or the next weekday that is not taken."""
    taken = set()
    for day in sorted(days, key=lambda d: (d.weekday() > 4, d)):
        while day.weekday() > 4 or day in taken:
            day += DAY
        taken.add(day)
    return taken


def bank_holidays(year):
    easter = easter_sunday(year)
    days = {easter - 2 * DAY, easter + DAY, first_monday(year, 5), last_monday(year, 5), last_monday(year, 8)}
    days |= substituted([date(year, 1, 1)]) | substituted([date(year, 12, 25), date(year, 12, 26)])
    if year == 2020:  # moved for the 75th anniversary of VE Day
        days = days - {first_monday(2020, 5)} | {date(2020, 5, 8)}
    if year == 2022:  # Platinum Jubilee: Spring moved, a day added; the Queen's funeral
        days = days - {last_monday(2022, 5)} | {date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)}
    if year == 2023:  # the King's coronation
        days |= {date(2023, 5, 8)}
    return days


def main():
    closed = set().union(*(bank_holidays(year) for year in range(2019, 2029)))
    day = date(2019, 1, 1)
    while day.year <= 2028:
        at, skipped, counted = day, [], 0
        while counted < 20:
            at += DAY
            if at.year > 2028:
                print(day, counted + 1, "refused")
                break
            if at.weekday() > 4 or at in closed:
                skipped.append(at)
                continue
            counted += 1
            print(day, counted, at, *skipped)
        day += DAY


main()

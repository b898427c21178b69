"""What a calendar holds of a notice, and how it is written.

`occasions` finds what is due, `mapping` says it as entries (with the words of `words` and the
reminders of `alarms`), `lines` writes entries as octets, `components` as icalendar's own objects.
"""

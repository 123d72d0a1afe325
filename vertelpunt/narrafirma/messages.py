"""The sentences that say what is wrong with a file, or what was done with it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

FAULTS: dict[str, "Promise"] = {
    "empty_file": _("The file is empty."),
    "too_big": _("The file is larger than %(limit)s MB. Split it into parts and import them one by one."),
    "workbook": _("This is an Excel workbook. Save it as 'CSV UTF-8' and choose that file."),
    "utf16": _("This file is written as UTF-16. Save it as 'CSV UTF-8' and choose that file."),
    "bad_bytes": _("The bytes %(found)s are not UTF-8. Save the file as 'CSV UTF-8' and choose that file."),
    "nul": _("There is a NUL character here, which no text has. The file may be damaged."),
    "open_quote": _("A quotation mark opens here and never closes. The file may have been cut off."),
    "loose_quote": _("The quotation marks in this cell do not pair up."),
    "cell_too_long": _(
        "This cell is longer than %(limit)s characters. Perhaps its closing quotation mark is missing."
    ),
    "too_many_cells": _("This row has %(found)s cells, but the header has only %(expected)s."),
    "cut_off": _("The file ends in the middle of this row: %(found)s cells of %(expected)s. It may be cut off."),
    "wrong_header": _("The header is not right. Expected: %(expected)s. Found: %(given)s."),
    "empty_header": _("This cell of the header is empty. Give the column a name or remove it."),
    "repeated_column": _("The column '%(name)s' occurs more than once."),
    "answers_last": _("'Answers' must be the last named column of the form."),
    "no_short_name": _("This question has no short name."),
    "unknown_about": _("'%(found)s' is not known here. Known: %(expected)s."),
    "unknown_type": _("The type '%(found)s' is not known here. Known: %(expected)s."),
    "no_answers": _("This question has no answers to choose from."),
    "repeated_question": _("Another question already uses the column '%(name)s' (line %(line)s)."),
    "repeated_answer": _("The answer '%(found)s' occurs more than once."),
    "second_eliciting": _("The form has more than one row for the eliciting question."),
    "bad_scale": _(
        "A scale has a left and a right label, perhaps a does-not-apply label, then perhaps two whole numbers. "
        "Found: %(given)s."
    ),
    "bad_range": _("A range is two whole numbers, the lowest first. Found: %(given)s."),
    "bad_number": _("Expected a whole number. Found: '%(found)s'."),
    "no_questions": _("The form has no questions."),
    "missing_column": _("The form asks for the column '%(expected)s'. It is not in this file. Found: %(given)s."),
    "no_text": _("This row has no story."),
    "title_too_long": _("This title has more than %(limit)s characters."),
    "bad_date": _("'%(found)s' is not a date written as year-month-day, such as 2026-03-31."),
    "unknown_answer": _("The answer '%(found)s' is not known. Known answers: %(expected)s."),
    "bad_index": _("'%(found)s' is not the number of an answer. Expected a number from 1 to %(expected)s."),
    "not_yes_no": _("'%(found)s' is neither yes ('%(expected)s') nor no."),
    "too_many_answers": _("This story has %(found)s answers to '%(name)s', but the form allows %(expected)s."),
    "not_a_number": _("'%(found)s' is not a number. Expected a number from %(low)s to %(high)s."),
    "out_of_range": _("%(found)s is outside the scale of this question: %(low)s to %(high)s."),
    "answer_too_long": _(
        "This answer has more than %(limit)s characters. Leave the column out, or read it as the story."
    ),
    "story_too_long": _("This story has more than %(limit)s characters."),
    "bad_day": _("'%(found)s' is not a day written like %(expected)s."),
    "triad_sum": _("The three parts of this triad (%(found)s) do not add up to 100 or to 1."),
    "triad_part_missing": _("One or two of the three parts of this triad are empty."),
    "one_column": _(
        "There is only one column. Perhaps another sign cuts the cells: choose it, or save the file as CSV UTF-8."
    ),
    "many_columns": _("The table has more than 400 columns. Take out what you do not need."),
    "bad_encoding": _("These letters are not in the encoding that was chosen."),
    "no_story_column": _("No column holds the story. Say which one does."),
    "other_kind": _("These questions are of another kind in this Vertelpunt: %(keys)s. Give them another name."),
    "all_known": _("All stories of this file are in this Vertelpunt already."),
    "no_stories": _("There are no stories in this file."),
    "none_left": _("Every story in this file was left out: a test, or too short."),
}

NOTES: dict[str, "Promise"] = {
    "tests_left_out": _("Left out because they are tests ('testing123'): %(count)s."),
    "short_left_out": _("Left out because they have fewer than %(words)s words: %(count)s."),
    "columns_left_out": _("Columns that the form does not name were left out: %(names)s."),
    "no_participants": _("The file does not say who told which story, so each story counts as told by someone else."),
    "no_dates": _("The file does not say when the stories were told."),
    "unknown_languages": _("Languages that were not recognised: %(names)s."),
    "short_rows": _("Rows with fewer cells than the header; what is missing counts as skipped: %(count)s."),
    "loose_quotes": _("Cells with quotation marks that were not written by the rules, read as they are: %(count)s."),
    "double_quotes": _("Cells that had been quoted twice, put right: %(count)s."),
    "annotations": _("Questions for annotations were left out: %(names)s."),
    "date_column": _("Two columns are called the story text; the second one was read as the date: %(name)s."),
    "guessed_writeins": _("Answers that are not in the form were read as people's own words: %(count)s."),
    "rounded": _("Answers on a scale that were no whole numbers; their place from 0 to 100 was rounded: %(count)s."),
}

FILES: dict[str, "Promise"] = {"form": _("Story form"), "stories": _("Stories")}
AT_CELL = _("%(file)s, line %(line)s, column %(column)s (%(header)s)")
AT_COLUMN = _("%(file)s, line %(line)s, column %(column)s")
AT_LINE = _("%(file)s, line %(line)s")
REFUSED = _("Nothing was imported. Faults found: %(count)s.")
MORE = _("and %(count)s more")
AT_LEAST = _("and at least %(count)s more; the rest of the file was not looked at")

"""What each live step asks of people at a table: one or two sentences, and only the fields that it needs. Pure."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTICED = ("good", "surprise", "worry", "chance")
EVERY_NOTE = ("surprise", "worry", "chance", "idea")


@dataclass(frozen=True)
class LiveStep:
    """What people read at a step, the kinds of notes that they write, and whether cards and stories lie open."""

    ask: Promise
    notes: tuple[str, ...] = ()
    reads: bool = False


STEPS: dict[str, LiveStep] = {
    "welcome": LiveStep(_("Welcome. The facilitator tells how we begin.")),
    "open": LiveStep(_("Listen to one story. You do not have to write anything down.")),
    "figures": LiveStep(_("Look at the figures on the cards. What had you not thought?"), (), True),
    "read": LiveStep(_("Read the cards and stories at your own pace. You do not have to read everything."), (), True),
    "interpret": LiveStep(
        _("Which reading of a card fits the stories best? Or do you see another one? You do not have to agree."),
        ("third",),
        True,
    ),
    "notice": LiveStep(
        _("What goes well? What surprises you, what worries you, where is a chance? One thing on each note."),
        NOTICED,
        True,
    ),
    "ideas": LiveStep(
        _("Finish the sentence: we should really …, so that … Small and near is good."), ("idea",), True
    ),
    "ground": LiveStep(
        _("Choose one story together to lie under your plan. What should not happen like that again?"),
        (),
        True,
    ),
    "cluster": LiveStep(
        _("The facilitator puts the notes together. Look along, and say it when it does not fit."), ("idea",)
    ),
    "propose": LiveStep(_("We make a proposal of what is on the table. Who takes it up, and what is the first step?")),
    "sharpen": LiveStep(_("What does somebody who decides need to say yes? Put it on a note."), ("need",)),
    "present": LiveStep(_("Each table tells its plan. Who takes up the glove?")),
    "evaluate": LiveStep(_("We look back briefly. Fill in what you like; nobody sees your name with it.")),
    "talk": LiveStep(_("Talk about it together. What you want to keep goes on a note."), EVERY_NOTE, True),
    "break": LiveStep(_("Break. Get something to drink. Your notes stay where they are.")),
}
IDEAS_COVERED = ("welcome", "open", "figures", "read", "interpret", "notice", "ideas", "ground", "talk", "break")
SHORT: dict[str, tuple[tuple[str, int], ...]] = {  # without a programme, with minutes
    "in_person": (
        ("welcome", 10),
        ("open", 10),
        ("read", 20),
        ("interpret", 15),
        ("notice", 20),
        ("ideas", 20),
        ("ground", 10),
        ("cluster", 15),
        ("propose", 20),
        ("sharpen", 15),
        ("present", 15),
        ("evaluate", 5),
    ),
    "online": (
        ("welcome", 10),
        ("open", 5),
        ("read", 20),
        ("notice", 20),
        ("ideas", 20),
        ("cluster", 15),
        ("propose", 15),
        ("evaluate", 5),
    ),
}
SHORT["mixed"] = SHORT["online"]

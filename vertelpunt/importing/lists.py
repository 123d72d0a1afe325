"""Words that people and programs write in a table: for no answer, for yes and no, for steps and for columns."""

import re

SKIPPED, NOT_APPLICABLE, ANSWER = "skipped", "not_applicable", "answer"
READ_AS = (ANSWER, SKIPPED, NOT_APPLICABLE)

SURE = {
    SKIPPED: (
        "did not answer|no answer|not answered|geen antwoord|niet beantwoord|niet ingevuld|skipped|overgeslagen|"
        "missing|null|nan|#n/a|#null!|#value!|#ref!|#div/0!|#name?|#num!|-|--|?|[skipped]|[not asked]|[withheld]"
    ),
    NOT_APPLICABLE: (
        "n.v.t.|n.v.t|nvt|niet van toepassing|n/a|n.a.|not applicable|does not apply|doesn't apply|[not applicable]"
    ),
}
SURE_WORDS = {word: meaning for meaning, words in SURE.items() for word in words.split("|")}
DOUBT = frozenset("none|geen|na|weet niet|weet ik niet|don't know|dont know|unknown|onbekend|anders".split("|"))  # noqa: SIM905
MISSING_NUMBERS = frozenset((-999, -99, -98, -97, -9, -8, -1, 77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 9999))

YES = frozenset("yes|ja|y|j|1|true|waar|x|v|checked|selected|aangevinkt|gekozen|☑|✓|✔".split("|"))  # noqa: SIM905
NO = frozenset("no|nee|n|0|false|onwaar|unchecked|-|☐|not selected|not checked|niet gekozen".split("|"))  # noqa: SIM905

STEPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split("|"))
    for line in """
helemaal mee oneens|mee oneens|niet mee eens, niet mee oneens|mee eens|helemaal mee eens
helemaal mee oneens|mee oneens|neutraal|mee eens|helemaal mee eens
helemaal niet mee eens|niet mee eens|niet eens, niet oneens|mee eens|helemaal mee eens
helemaal oneens|oneens|neutraal|eens|helemaal eens
zeer oneens|oneens|neutraal|eens|zeer eens
zeer mee oneens|mee oneens|neutraal|mee eens|zeer mee eens
helemaal niet mee eens|niet mee eens|neutraal|mee eens|helemaal mee eens
strongly disagree|disagree|neither agree nor disagree|agree|strongly agree
strongly disagree|disagree|neutral|agree|strongly agree
nooit|zelden|soms|vaak|altijd
never|rarely|sometimes|often|always
nooit|soms|regelmatig|vaak|altijd
zeer ontevreden|ontevreden|neutraal|tevreden|zeer tevreden
heel ontevreden|ontevreden|neutraal|tevreden|heel tevreden
very dissatisfied|dissatisfied|neutral|satisfied|very satisfied
zeer slecht|slecht|matig|redelijk|goed|zeer goed|uitstekend
very poor|poor|fair|good|very good|excellent
heel negatief|negatief|niet negatief, niet positief|positief|heel positief
zeer negatief|negatief|neutraal|positief|zeer positief
very negative|negative|neutral|positive|very positive
helemaal niet|een beetje|redelijk|veel|heel veel
not at all|a little|somewhat|a lot|very much
laag|midden|hoog
low|medium|high
""".strip().splitlines()
)

SCALES = ((0, 1), (1, 5), (1, 7), (1, 9), (0, 10), (1, 10), (-10, 10), (-1, 1), (0, 100), (1, 100), (-100, 100))
STEP_SCALES = ((1, 3), (1, 4), (1, 5), (1, 7), (0, 4), (-2, 2))

NAMES = {
    "story": "story text|story|verhaal|tekst|text|experience|ervaring|narrative|your story|jouw verhaal|fragment",
    "title": "story title|title|titel|naam van het verhaal|story name|your title",
    "date": "collection date|date|datum|day|dag|submitdate|submit date|date submitted|startdate|start date|timestamp|"
    "server_upload_time|serverentrydate|told on|told_on|tijdstempel|recordeddate|end date|datum ingediend|"
    "datum ingevuld|datum van invullen|datum voltooid|datum laatste actie|completion time|tijd van voltooien",
    "teller": "participant id|participant|respondent|respondent id|respondentid|teller|verteller|deelnemer|client|"
    "cliëntnummer|clientnummer|deelnemernummer|respondentnummer|person|persoon|userid|user id",
    "language": "language|taal|startlanguage|start language|begintaal|starttaal|lang",
    "quote": "may_quote|may be quoted|mag geciteerd|citeren",
    "ignore": "id|response id|responseid|nr|nummer|row|rij|lastpage|seed|ipaddr|ip address|refurl|token|fragmentid|"
    "antwoord id|antwoord-id|laatste pagina|last page|record id|recordid|volgnummer|"
    "progress|duration (in seconds)|finished|externalreference|distributionchannel|story number|number",
}
BY_NAME = {name: kind for kind, names in NAMES.items() for name in names.split("|")}
PRIVATE = re.compile(
    r"\b(ip|ip-?addr(ess?)?|ip-?adres|e-?mail\w*|mail\w*|telefoon\w*|mobiel\w*|phone\w*|latitude|longitude|"
    r"(voor|achter)?na(am|men)|name|(first|last|sur)name|bsn|burgerservicenummer|\w*adres|address|postcode|zip code|"
    r"geboortedatum|date of birth|birth ?date|woonplaats|iban)\b"
)
PRIVATE_CELL = re.compile(
    r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}|(?:\+|00?)[1-9][0-9 ()./-]{7,14}|[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
)  # an address of mail, a telephone, a device


def steps_of(values: frozenset[str]) -> tuple[str, ...]:
    """Return the steps that a set of answers is from, in order; nothing when they are none that are known.

    >>> steps_of(frozenset({"mee eens", "helemaal mee oneens", "mee oneens"}))[0]
    'helemaal mee oneens'
    >>> steps_of(frozenset({"rood", "blauw"}))
    ()
    """
    found = (steps for steps in STEPS if len(values) > 1 and values <= set(steps))
    return next(found, ())

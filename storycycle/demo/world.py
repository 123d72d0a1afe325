"""The made-up coalitions and people of the demo."""

from people.models import Coalition, Membership, Region, User
from people.roles import Role

SCHEME = "demo"
NATIONAL, OWN, LENT, NEW = "landelijk", "merendal", "zandhoven", "kustland"
REGIONS = (
    "Merendal",
    "Zandhoven",
    "Lindestreek",
    "Noorderkoog",
    "Rivierland-West",
    "Hoge Veen",
    "Kustland",
    "Stadsregio Eikstad",
)
PEOPLE: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("Marjan de Wit", NATIONAL, (Role.PROCESS_LEADER,)),
    ("Youssef Benali", NATIONAL, (Role.ANALYST,)),
    ("Tessa Kok", NATIONAL, (Role.MODERATOR,)),
    ("Ruud Hendriks", NATIONAL, (Role.DECIDER,)),
    ("Joris Bakker", OWN, (Role.PROCESS_LEADER,)),
    ("Samira el Amrani", OWN, (Role.ANALYST, Role.FACILITATOR)),
    ("Femke Brouwer", OWN, (Role.PROFESSIONAL,)),
    ("Ingrid Postma", LENT, (Role.PROCESS_LEADER,)),
    ("Hakan Yilmaz", LENT, (Role.FACILITATOR,)),
    ("Petra van Vliet", LENT, (Role.DECIDER,)),
    ("Wouter Smit", LENT, (Role.COMMUNICATION,)),
    ("Lotte Jansen", LENT, (Role.READER,)),
    ("Noor de Boer", NEW, (Role.PROCESS_LEADER,)),
)


def make_regions() -> dict[str, Region]:
    """Make the made-up regions; return them by code."""
    made = [Region(scheme=SCHEME, code=f"F{number:02d}", name=name) for number, name in enumerate(REGIONS, 1)]
    return {region.code: region for region in Region.objects.bulk_create(made)}


def make_coalitions(regions: dict[str, Region]) -> dict[str, Coalition]:
    """Make the national programme, two regions below it, and one by itself that still has to begin."""
    national = Coalition.objects.create(
        name="Landelijk programma Jeugdhulp (fictief)", slug=NATIONAL, kind=Coalition.Kind.NATIONAL, fictional=True
    )
    by_name = {region.name.lower(): region for region in regions.values()}
    made = {
        slug: Coalition.objects.create(
            name=f"Jeugdregio {slug.title()} (fictief)",
            slug=slug,
            kind=Coalition.Kind.REGION,
            parent=parent,
            region=by_name[slug],
            fictional=True,
        )
        for slug, parent in ((OWN, national), (LENT, national), (NEW, None))
    }
    return {NATIONAL: national} | made


def make_people(coalitions: dict[str, Coalition]) -> None:
    """Make the people who work there; their password is of no use, since the demo signs in by a click."""
    for name, slug, roles in PEOPLE:
        email = name.split(" ")[0].lower() + "@demo.example"
        user = User.objects.create_user(email, name=name)
        Membership.objects.bulk_create(Membership(coalition=coalitions[slug], user=user, role=role) for role in roles)


def person(name: str) -> User:
    """Return the made-up person whose first name is `name`."""
    return User.objects.get(email=f"{name.lower()}@demo.example")

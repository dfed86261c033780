"""Callings that news prose prints right before a name: "Florist Ada Lund", "Midfielder Osk", "Det Insp Day".

In the middle of a sentence their small letter tells them from the name; at its start their place does.
"""

from __future__ import annotations

_ENDINGS = (
    "ologist", "ographer", "ician", "master", "keeper", "maker", "worker", "fighter", "holder", "caster",
    "woman", "ologer", "iatrist", "monger", "campaigner", "preneur",
)  # fmt: skip
_CALLINGS = frozenset(
    """
    academic accountant activist adviser advisor anaesthetist announcer apprentice architect arborist artist
    astronaut astronomer athlete auctioneer ballerina banker barman barmaid barrister batsman biker billionaire
    blogger bookseller botanist bowler boxer broker builder businesswoman butler camper caretaker carer cellist
    ceo chairperson chaplain chemist choreographer climber collector columnist comedian commentator commuter
    composer conductor conservationist conservator contractor coroner councillor councilor crofter cyclist
    dancer defender dentist designer developer diver drummer ecologist electrician environmentalist
    entrepreneur explorer financier firefighter fisherman florist footballer forward forester forecaster
    geneticist goalkeeper grandmaster grocer groundsman guitarist gymnast hairdresser headteacher hiker
    hotelier housewife hurdler hydrologist illustrator investor janitor jockey jeweller joiner journalist
    laborer labourer landlady landlord lecturer legislator librarian linguist lobbyist magistrate meteorologist
    midfielder midwife milliner millionaire missionary motorist mountaineer musician naturalist neurologist
    neighbor neighbour neurosurgeon novelist oceanographer official osteopath paediatrician painter paralegal
    paramedic paratrooper passenger pensioner percussionist pharmacist philanthropist philosopher photographer
    physicist physiotherapist pianist pitcher playwright plumber poet policeman policewoman politician postman
    potter priest producer programmer projectionist promoter psychiatrist psychologist publican publisher
    quarterback rancher receptionist referee resident restaurateur retiree rower sailor sculptor secretary
    seismologist shareholder shopper shopkeeper skater skier sociologist soldier solicitor sprinter steward
    stewardess stockbroker striker student substitute surgeon surveyor swimmer teenager tenant therapist
    timekeeper tourist trader trainee trainer translator trumpeter trucker trustee umpire undertaker
    undergraduate unionist veterinarian vet vicar violinist virologist volunteer voter waiter waitress
    welder whistleblower widow widower winger winemaker woodcutter writer zoologist
    """.split()
)
_SURNAMES_TOO = frozenset(
    "baker barber butcher carpenter cook cooper fletcher fowler gardener hunter mason miller porter shepherd "
    "smith tailor taylor thatcher turner weaver butler bowler potter painter trucker forester sailor joiner "
    "forward steward chaplain priest skinner cartwright".split()
)
"""Callings too, and surnames or given names: only before a whole name ("Baker Ada Lund")."""
ABBREVIATED = {
    "mp": ("lawmaker", "politician"), "msp": ("lawmaker", "politician"), "mep": ("lawmaker", "politician"),
    "coun": ("councillor",), "cllr": ("councillor",), "councillor": ("councillor",), "councilor": ("councilor",),
    "det": (), "det.": (), "insp": ("inspector",), "insp.": ("inspector",), "supt": ("superintendent",),
    "supt.": ("superintendent",), "sgt": ("sergeant",), "capt": ("captain",), "cpl": ("corporal",), "maj": ("major",),
    "cmdr": ("commander",), "commodore": ("commodore",), "corporal": ("corporal",),
}  # fmt: skip
"""Titles as British papers shorten them, with the nouns that may stand for their bearer later."""


def is_calling(word: str, *, whole_name: bool) -> bool:
    """True for what somebody does, in small letters; ``whole_name``: a given name and surname follow it."""
    if word in _SURNAMES_TOO:
        return whole_name
    return word in _CALLINGS or (whole_name and word.endswith(_ENDINGS))

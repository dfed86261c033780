"""What a printed name tells by itself: titles, given names, gender, person or body."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from store.extract.callings import ABBREVIATED, is_calling

HONORIFICS = {
    "mr.": "male", "mr": "male", "sir": "male", "lord": "male", "mrs.": "female", "mrs": "female",
    "ms.": "female", "ms": "female", "miss": "female", "dame": "female", "lady": "female",
    "dr.": "", "dr": "", "prof.": "", "prof": "", "messrs.": "male", "madame": "female", "monsieur": "male",
    "king": "male", "queen": "female", "prince": "male", "princess": "female", "sheikh": "male",
    "pope": "male", "father": "male", "sister": "female", "rabbi": "", "imam": "male", "ayatollah": "male",
    "rev.": "", "hon.": "", "brother": "male", "st.": "", "sheik": "male", "emperor": "male",
}  # fmt: skip

# Titles printed before a name, lower case, with the nouns that may stand for their bearer later.
TITLES: dict[str, tuple[str, ...]] = {
    "president": ("president",), "vice": (), "sen.": ("senator", "lawmaker"), "senator": ("senator", "lawmaker"),
    "rep.": ("representative", "congressman", "congresswoman", "lawmaker"),
    "representative": ("representative", "congressman", "congresswoman", "lawmaker"),
    "congressman": ("congressman", "lawmaker"), "congresswoman": ("congresswoman", "lawmaker"),
    "gov.": ("governor",), "governor": ("governor",), "lt.": (), "gen.": ("general",), "general": ("general",),
    "col.": ("colonel",), "colonel": ("colonel",), "capt.": ("captain",), "captain": ("captain",),
    "maj.": ("major",), "major": ("major",), "sgt.": ("sergeant",), "sergeant": ("sergeant",),
    "adm.": ("admiral",), "admiral": ("admiral",), "cmdr.": ("commander",), "commander": ("commander",),
    "lieutenant": ("lieutenant",), "brig.": (), "brigadier": ("brigadier",),
    "secretary": ("secretary",), "minister": ("minister",), "prime": (), "premier": ("premier",),
    "chancellor": ("chancellor",), "ambassador": ("ambassador",), "envoy": ("envoy",), "mayor": ("mayor",),
    "judge": ("judge",), "justice": ("justice",), "chief": ("chief",), "sheriff": ("sheriff",),
    "chairman": ("chairman",), "chairwoman": ("chairwoman",), "chair": ("chair",), "speaker": ("speaker",),
    "director": ("director",), "spokesman": ("spokesman",), "spokeswoman": ("spokeswoman",),
    "spokesperson": ("spokesperson",), "professor": ("professor",), "coach": ("coach",),
    "commissioner": ("commissioner",), "attorney": ("attorney",), "officer": ("officer",),
    "detective": ("detective",), "inspector": ("inspector",), "prosecutor": ("prosecutor",),
    "bishop": ("bishop",), "archbishop": ("archbishop",), "cardinal": ("cardinal",), "leader": ("leader",),
    "candidate": ("candidate",), "nominee": ("nominee",), "councilman": ("councilman",),
    "councilwoman": ("councilwoman",), "treasurer": ("treasurer",), "deputy": (), "former": (), "ex": (),
    "acting": (), "then": (), "assistant": (), "senior": (), "retired": (), "democrat": (), "republican": (),
    "democratic": (), "presidential": (), "foreign": (), "defense": (), "interior": (), "press": (),
    "state": (), "first": (), "businessman": ("businessman",), "activist": ("activist",),
    "lawyer": ("lawyer",), "economist": ("economist",), "analyst": ("analyst",), "author": ("author",),
    "founder": ("founder",), "manager": ("manager",), "strategist": ("strategist",), "actor": ("actor",),
    "actress": ("actress",), "singer": ("singer",), "host": ("host",), "moderator": ("moderator",),
    "pastor": ("pastor",), "ceo": ("ceo", "executive"), "king": ("king",), "queen": ("queen",),
    "prince": ("prince",), "princess": ("princess",), "pope": ("pope", "pontiff"), "dr.": ("doctor",),
    "president-elect": ("president-elect", "president"), "d.a.": (), "lord": ("lord",), "dean": ("dean",),
    "researcher": ("researcher",), "historian": ("historian",), "reporter": ("reporter",),
    "correspondent": ("correspondent",), "editor": ("editor",), "engineer": ("engineer",),
    "fisherman": ("fisherman",), "farmer": ("farmer",), "teacher": ("teacher",), "doctor": ("doctor",),
    "nurse": ("nurse",), "scientist": ("scientist",), "diplomat": ("diplomat",), "coordinator": ("coordinator",),
    "administrator": ("administrator",), "superintendent": ("superintendent",),
    "undersecretary": ("undersecretary",), "constable": ("constable",), "marshal": ("marshal",),
    "organizer": ("organizer",), "survivor": ("survivor",), "witness": ("witness",), "owner": ("owner",),
    "keeper": ("keeper",), "skipper": ("skipper",), "pilot": ("pilot",), **ABBREVIATED,
}  # fmt: skip

ROLE_NOUNS = frozenset(noun for nouns in TITLES.values() for noun in nouns)

_FEMALE_NOUNS = frozenset(
    "woman spokeswoman chairwoman congresswoman mother wife daughter sister widow girl actress councilwoman "
    "businesswoman policewoman queen princess aunt grandmother niece lady waitress heiress".split()
)
_MALE_NOUNS = frozenset(
    "man spokesman chairman congressman father husband son brother boy actor councilman businessman "
    "policeman fisherman king prince uncle grandfather nephew gentleman".split()
)

BODY_WORDS = frozenset(
    """
    party committee university department council association institute agency bank court congress senate
    house parliament ministry commission company corporation corp corp. inc inc. ltd ltd. group foundation
    union church bureau office college school center centre organization organisation society federation
    league club coalition alliance network news times post journal press herald tribune gazette daily
    magazine police army navy force forces fund board authority service services administration government
    campaign team project partnership international institution embassy consulate assembly cabinet
    department-general academy hospital museum laboratory industries holdings airlines motors electric
    systems technologies media radio television broadcasting watch action act street wall program
    programme conference convention caucus tribunal republic kingdom nations states district county
    city state airport observatory registry trust guild chamber brotherhood front movement command staff
    intelligence research studios records entertainment pac super exchange reserve treasury summit today
    rail railway railways line lines canneries cannery water gas oil steel power energy insurance mutual
    savings mining shipping mills mill works paper brothers partners capital ventures courier gazette
    observer guardian chronicle tribune museum theatre theater orchestra choir festival survey archive
    embassy parliamentary constitution treaty pact accord prize cup
    """.split()
)

PLACES = frozenset(
    line.strip().lower()
    for line in """
    Afghanistan;Albania;Algeria;Angola;Argentina;Armenia;Australia;Austria;Azerbaijan;Bahrain;Bangladesh;Belarus;
    Belgium;Bolivia;Bosnia;Brazil;Britain;Bulgaria;Burma;Burundi;Cambodia;Cameroon;Canada;Chad;Chile;China;Colombia;
    Congo;Croatia;Cuba;Cyprus;Denmark;Ecuador;Egypt;England;Eritrea;Estonia;Ethiopia;Finland;France;Georgia;Germany;
    Ghana;Greece;Guatemala;Guinea;Haiti;Honduras;Hungary;Iceland;India;Indonesia;Iran;Iraq;Ireland;Israel;Italy;
    Jamaica;Japan;Jordan;Kazakhstan;Kenya;Kosovo;Kuwait;Kyrgyzstan;Laos;Latvia;Lebanon;Liberia;Libya;Lithuania;
    Macedonia;Madagascar;Malawi;Malaysia;Mali;Mexico;Moldova;Mongolia;Montenegro;Morocco;Mozambique;Myanmar;Namibia;
    Nepal;Netherlands;Nicaragua;Niger;Nigeria;Norway;Oman;Pakistan;Palestine;Panama;Paraguay;Peru;Philippines;Poland;
    Portugal;Qatar;Romania;Russia;Rwanda;Scotland;Senegal;Serbia;Singapore;Slovakia;Slovenia;Somalia;Spain;Sudan;
    Sweden;Switzerland;Syria;Taiwan;Tajikistan;Tanzania;Thailand;Tibet;Togo;Tunisia;Turkey;Turkmenistan;Uganda;
    Ukraine;Uruguay;Uzbekistan;Venezuela;Vietnam;Wales;Yemen;Zambia;Zimbabwe;North Korea;South Korea;East Timor;
    Saudi Arabia;New Zealand;South Africa;Sri Lanka;Costa Rica;El Salvador;Puerto Rico;Sierra Leone;Ivory Coast;
    United States;United Kingdom;United Arab Emirates;Soviet Union;U.S.;US;U.K.;UK;Europe;Asia;Africa;America;
    Alabama;Alaska;Arizona;Arkansas;California;Colorado;Connecticut;Delaware;Florida;Hawaii;Idaho;Illinois;Indiana;
    Iowa;Kansas;Kentucky;Louisiana;Maine;Maryland;Massachusetts;Michigan;Minnesota;Mississippi;Missouri;Montana;
    Nebraska;Nevada;New Hampshire;New Jersey;New Mexico;New York;North Carolina;North Dakota;Ohio;Oklahoma;Oregon;
    Pennsylvania;Rhode Island;South Carolina;South Dakota;Tennessee;Texas;Utah;Vermont;Virginia;Washington;
    West Virginia;Wisconsin;Wyoming;Beijing;Seoul;Pyongyang;Tokyo;Moscow;London;Paris;Berlin;Rome;Madrid;Brussels;
    Geneva;Vienna;Kabul;Baghdad;Tehran;Jerusalem;Gaza;Damascus;Cairo;Islamabad;New Delhi;Delhi;Mumbai;Bangkok;Hanoi;
    Jakarta;Manila;Hong Kong;Shanghai;Taipei;Nairobi;Lagos;Johannesburg;Chicago;Boston;Los Angeles;San Francisco;
    Houston;Dallas;Miami;Atlanta;Philadelphia;Detroit;Seattle;Denver;Phoenix;Baltimore;Cleveland;Brooklyn;Manhattan;
    New York City;Las Vegas;San Diego;New Orleans;Ankara;Athens;Belgrade;Budapest;Warsaw;Prague;Kiev;Kyiv;Amman;
    Beirut;Riyadh;Doha;Kuwait City;Khartoum;Tripoli;Tunis;Rangoon;Phnom Penh;Kathmandu;Dhaka;Colombo;Hollywood;
    Middle East;West Bank;Vatican;Holland;Latin America;Crimea;Chechnya;Kashmir;Darfur;Sacramento;Albany;Charlotte
    """.replace("\n", "").split(";")
)  # fmt: skip

# "American English", "Chinese New Year": adjectives of peoples open no person's name.
DEMONYMS = frozenset(
    """
    american british english scottish welsh irish french german italian spanish portuguese dutch belgian
    swiss austrian swedish norwegian danish finnish icelandic polish czech slovak hungarian romanian
    bulgarian greek turkish russian ukrainian serbian croatian chinese japanese korean vietnamese thai
    indonesian malaysian filipino indian pakistani bangladeshi afghan iranian iraqi israeli palestinian
    syrian lebanese egyptian libyan tunisian algerian moroccan sudanese ethiopian kenyan nigerian ghanaian
    somali african asian european arab latino hispanic mexican canadian cuban brazilian argentine chilean
    colombian venezuelan peruvian australian western eastern northern southern
    """.split()
)

NICKNAMES = {
    "bill": "william", "bob": "robert", "mike": "michael", "tom": "thomas", "jim": "james", "joe": "joseph",
    "dick": "richard", "rick": "richard", "ted": "edward", "ed": "edward", "tony": "anthony", "dan": "daniel",
    "don": "donald", "ben": "benjamin", "bernie": "bernard", "chris": "christopher", "dave": "david",
    "jeff": "jeffrey", "ken": "kenneth", "matt": "matthew", "nick": "nicholas", "pete": "peter", "phil": "philip",
    "rob": "robert", "ron": "ronald", "sam": "samuel", "steve": "steven", "tim": "timothy", "will": "william",
    "liz": "elizabeth", "beth": "elizabeth", "kate": "katherine", "cathy": "catherine", "sue": "susan",
    "chuck": "charles", "greg": "gregory", "larry": "lawrence", "andy": "andrew", "al": "albert", "fred": "frederick",
}  # fmt: skip

PARTICLES = frozenset(
    "de del della di da van von der den bin bint ibn al el la le du dos ter ben abu".split()
)
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv qc kc mp msp mep mbe obe cbe".split())


# Capitalised words that name nobody.
DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov.
    dec. mon. tue. wed. thu. fri. sat. sun. easter christmas ramadan correction editor's
    """.split()
)


@cache
def given_names() -> dict[str, str]:
    """Lower-case given name to "female", "male" or "" (either)."""
    letters = {"f": "female", "m": "male", "e": ""}
    found: dict[str, str] = {}
    text = files("store.extract").joinpath("data/given_names.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        letter, *names = line.split()
        for name in names:
            gender = letters[letter]
            known = found.get(name, gender)
            found[name] = gender if known == gender else ""
    return found


_PEOPLE = frozenset(
    """
    people person man woman child boy girl student expert critic official scientist parent family friend
    ally advocate analyst police resident citizen neighbor neighbour victim witness source aide crew staff
    troop soldier voter worker guard nurse doctor chief head host guest fan member colleague relative
    refugee migrant patient pilot judge lawyer priest monk nun pope king queen prince coach captain
    delegate democrat republican liberal conservative individual youth adult teen teenager elder human
    spouse husband wife mother father son daughter brother sister cousin twin widow peer volunteer
    veteran native specialist economist activist journalist columnist historian politician physician
    technician musician magician guardian civilian assistant participant immigrant applicant tenant
    merchant servant attendant lieutenant sergeant consultant accountant informant defendant occupant
    president resident agent client opponent proponent correspondent superintendent
    """.split()
)
_PEOPLE_ENDINGS = (
    "er",
    "or",
    "ist",
    "ian",
    "ee",
    "eer",
    "man",
    "woman",
    "men",
    "women",
    "crat",
    "graduate",
)
_NOT_PEOPLE = frozenset(
    """
    paper letter number order matter computer power water river tower center quarter order border fever
    cover corner dinner summer winter shoulder weather feather leather answer offer chapter member-state
    newspaper poster banner sticker error motor factor sector tractor reactor mirror color colour doctor's
    floor door flavor harbor harbour humor labor tumor committee fee coffee degree knee tree career beer
    list twist mist human-rights specimen parameter layer filter folder paperback helicopter theater
    """.split()
)


def is_people_noun(noun: str) -> bool:
    """True for a noun, in the singular and in small letters, that names people: by list or by its ending."""
    if noun in _PEOPLE or noun in ROLE_NOUNS or is_calling(noun, whole_name=False):
        return True
    return noun.endswith(_PEOPLE_ENDINGS) and noun not in _NOT_PEOPLE


def gender_of_noun(noun: str) -> str:
    """ "female" or "male" for a noun that says so ("spokeswoman"), else ""."""
    if noun in _FEMALE_NOUNS or noun.endswith("woman"):
        return "female"
    if noun in _MALE_NOUNS:
        return "male"
    return ""


def gender_by_ending(given: str) -> str:
    """The likelier gender of a given name that no list knows; only to choose between two people."""
    return "female" if given.lower().endswith(_FEMALE_ENDINGS) else "male"


_FEMALE_ENDINGS = (
    "a",
    "ie",
    "ine",
    "ette",
    "elle",
    "enne",
    "ise",
    "ne",
    "ve",
    "ith",
    "yn",
    "dis",
    "rid",
)


def same_given(one: str, other: str) -> bool:
    """True where two given names can be one person's: equal, an initial, a nickname."""
    a, b = one.lower().rstrip("."), other.lower().rstrip(".")
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    return NICKNAMES.get(a, a) == NICKNAMES.get(b, b)

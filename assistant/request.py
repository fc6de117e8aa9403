"""What is asked: one frozen value, filled once by `assistant/reading/`. No property here reads
text.

Everything after reading (planning, grading, finding, composing, refusing, suggesting) looks at
these fields only; `python -m assistant read "MESSAGE"` prints them.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.answers import Scope
from assistant.areas import Topic
from assistant.scale import Grades
from assistant.times import LATEST, Times
from index.places.councils import Council
from index.places.mentions import Mention
from index.reports import Grade, Kind

MOST_COMPARED = 6  # councils that a table sets side by side; more are listed


class Harm(StrEnum):
    """To whom harm is done that a message tells of."""

    TO_CHILD = "to-child"  # a child that somebody worries about
    TO_YOUNG = "to-young"  # the child or young person that writes
    AT_HOME = "at-home"  # the adult that writes, by a partner
    TO_SELF = "to-self"  # the one that writes, by themselves


class Act(StrEnum):
    """What kind of thing is wanted, each with a message that asks for it."""

    FIND = "find"  # "What did they say about caseloads in Leeds?"
    BRIEF = "brief"  # "Summarise the latest Leeds report"
    GRADE = "grade"  # "Is Leeds still good overall?"
    HISTORY = "history"  # "Leeds: every grade since 2012"
    CHANGE = "change"  # "What is different in Leeds since 2018?"
    COMPARE = "compare"  # "Leeds or Bradford, which is better for care leavers?"
    LIST = "list"  # "Which London boroughs are inadequate?"
    COUNT = "count"  # "What share of counties is good or better?"
    RANK = "rank"  # "Which five went longest without an inspection?"
    THEME = "theme"  # "Which councils were criticised for caseloads?"
    COMMON = "common"  # "What do inadequate councils get wrong?"
    EXAMPLE = "example"  # "Who does life-story work well, to learn from?"
    FACTS = "facts"  # "When was Leeds last inspected?"
    DEFINE = "define"  # "What is an ILACS?"
    CHECK = "check"  # "Is it right that Leeds was never inadequate?"
    WRITE = "write"  # "200 words on Leeds for our paper"
    MORE = "more"  # "Shorter, please"
    TALK = "talk"  # "Thanks!"
    PREDICT = "predict"  # "Will Leeds keep its grade?"
    ADVICE = "advice"  # "Can I refuse a visit?"
    PERSON = "person"  # "Is Jo Bloggs any good?"
    OUTSIDE = "outside"  # "When are the bins emptied?"
    DANGER = "danger"  # "He hits me"


class Span(StrEnum):
    """At which inspections of a council a grade must hold."""

    LATEST = "latest"
    EVER = "ever"
    NEVER = "never"
    ALWAYS = "always"


class Which(StrEnum):
    """Which of the judged areas a condition is on."""

    NAMED = "named"  # those in `areas`; overall effectiveness where none is
    EVERY = "every"  # "good across the board in every area", "a clean sweep"
    ANY = "any"  # "outstanding in anything"


@dataclass(frozen=True, slots=True)
class Condition:
    """Grades that areas must have: "outstanding for care leavers", "never good", "twice or more".

    `grades` are all that satisfy it, its bend already applied ("good or better" is Good and
    Outstanding); empty where the area alone is asked for. `least` is at how many inspections it
    must hold with Span.EVER; `in_a_row`, that they must follow each other. `than` sets the grade
    of the first of two areas beside that of the second, at one inspection: "care leavers graded
    higher than children in care"; `moved` tells how the grade moved from the inspection before:
    "overall up, but leadership down" is two conditions.
    """

    areas: tuple[Topic, ...] = ()
    grades: tuple[Grade, ...] = ()
    which: Which = Which.NAMED
    span: Span = Span.LATEST
    least: int = 1
    in_a_row: bool = False
    than: "Change | None" = None
    moved: "Change | None" = None


class Change(StrEnum):
    """How a grade moved between two inspections."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Move:
    """A move of a grade from an inspection to the next one of the same council.

    `before` and `after` are the grades that it may lead from and to, empty for any; `steps` is the
    least number of grades that it jumps ("dropped two grades"). `ever` asks for such a move
    between any two inspections that follow each other, and not only between the last two;
    `always`, for one between each two of them ("the same at every inspection"); `and_back`, for
    one the other way after it ("went down and back up").
    """

    change: Change = Change.ANY
    before: Grades = frozenset()
    after: Grades = frozenset()
    steps: int = 1
    ever: bool = False
    and_back: bool = False
    always: bool = False


class GroupKind(StrEnum):
    """By what councils belong together."""

    REGION = "region"  # names of regions
    TYPE = "type"  # county, unitary, London borough, metropolitan district
    NEIGHBOURS = "neighbours"  # statistical neighbours of councils, in `names` once known
    NEARBY = "nearby"  # the same of those next to them on the map
    FAMILY = "family"  # a named set, its members in `names`: "core cities"
    LISTED = "listed"  # councils that the answer before listed
    OTHERS = "others"  # all but those named ("the rest of the country")
    ALL = "all"  # every council ("nationally"), said in so many words
    UNKNOWN = "unknown"  # in the reader's words, which the library cannot apply


AROUND = frozenset({GroupKind.NEIGHBOURS, GroupKind.NEARBY})  # around councils


@dataclass(frozen=True, slots=True)
class Group:
    """A group of councils: those that have one of the names; `excluded` where all but these are
    meant.

    `label` is the name of a family. `near` are councils of whose neighbours none is in the
    library, so that their region is meant instead.
    """

    kind: GroupKind
    names: tuple[str, ...] = ()
    excluded: bool = False
    label: str = ""
    near: tuple[str, ...] = ()


class First(StrEnum):
    """What comes first in an order."""

    BEST = "best"
    WORST = "worst"
    NEWEST = "newest"
    OLDEST = "oldest"
    MOST = "most"
    FEWEST = "fewest"
    MOST_IMPROVED = "most improved"
    MOST_DECLINED = "most declined"


class By(StrEnum):
    """By what a list or count is grouped."""

    REGION = "region"
    TYPE = "type"
    YEAR = "year"
    KIND = "kind"


class Unit(StrEnum):
    """What is listed, counted or ranked."""

    COUNCILS = "councils"
    REPORTS = "reports"
    GRADES = "grades"
    GAPS = "gaps"  # between inspections that follow each other


class Polarity(StrEnum):
    """Which way what is asked for points; None of both where neither is asked for."""

    PRAISE = "praise"
    CRITICISM = "criticism"


class SmallTalk(StrEnum):
    """What kind of talk a message is."""

    GREETING = "greeting"  # "hi there"
    THANKS = "thanks"  # "ok thanks, bye"
    HELP = "help"  # "what can you do?"
    COMPLAINT = "complaint"  # "that's not what I asked"
    LANGUAGE = "language"  # "parlez-vous français?"
    CHAT = "chat"  # "are you a robot?"


class Want(StrEnum):
    """What an answer must tell beside, or in place of, what its act gives."""

    WHY = "why"  # reasons
    HOW_MANY = "how many"  # a number of what reports tell
    SHARE = "share"  # a percentage
    MAJORITY = "majority"  # whether it is more than half
    IMPROVE = "improve"  # what must improve
    ALL_TO_IMPROVE = "all to improve"  # everything that must, on no one topic
    TITLE = "title"  # what the title page tells: who led the inspection
    DATES = "dates"  # when
    HOW_LONG = "how long"  # how long since
    ARTICLES = "articles"  # what was written about inspections, and not the reports
    YES_OR_NO = "yes or no"  # whether something is so
    ANY = "any"  # whether there is any
    ALL = "all"  # whether all are
    NONE = "none"  # whether there is none
    WORDS = "words"  # what was written, also where grades would answer
    WHOLE_ORDER = "whole order"  # a ranking from its first to its last
    GRADES = "grades"  # grades, in so many words
    SHORTER = "shorter"  # as little as will do
    NEWEST = "newest"  # the newest of what was listed
    RURAL = "rural"  # how rural a council is
    PLAIN = "plain"  # without the words of the trade
    SUPPLEMENTARY = "supplementary"  # a second question on the same
    AWKWARD = "awkward"  # the hardest question that will be asked, and an answer to it
    WARM = "warm"  # said warmly
    THANKS = "thanks"  # thanks to those whose work is praised
    MEANING = "meaning"  # what a term means, or how inspections work
    HOLDINGS = "holdings"  # what is in the library, whatever its grades
    PAGES = "pages"  # the page of each finding, in so many words
    LETTER = "letter"  # with a greeting and a close
    REFERENCES = "references"  # with a list of the reports it rests on
    QUIZ = "quiz"  # questions whose answers the report gives
    CONCRETE = "concrete"  # what is done, by whom and with what
    INTERVIEW = "interview"  # questions to somebody who applies for a post
    EVIDENCE = "evidence"  # what each rests on, below it
    HARDER = "harder"  # pressed further than before
    POLITE = "polite"  # asked courteously, by somebody who calls nobody to account
    HEADLINE = "headline"  # with a headline above it
    NO_GRADES = "no grades"  # without grades
    ASKS_LAST = "asks last"  # with a question at its end
    QUOTES = "quotes"  # with inspectors' own words in it
    TABLE = "table"  # as a table
    FILE = "file"  # to be taken away: "as a csv", "for Excel", "in a Word document"
    BLANK = "blank"  # with nothing in cells of which reports do not tell
    HEADINGS = "headings"  # with a heading for each council
    CHOICES = "choices"  # with answers to choose from
    ANSWERS_LAST = "answers last"  # with all answers at the end


class Fact(StrEnum):
    """What is asked of an inspection as an event, or of the reports that are here."""

    INSPECTED = "inspected"  # "when was Leeds last inspected?"
    ELAPSED = "elapsed"  # "how long ago is that?"
    PUBLISHED = "published"  # "when did the report come out?"
    KIND = "kind"  # "what kind of inspection was it?"
    TO_PUBLISH = "to publish"  # "how long after it did the report come out?"
    LED = "led"  # "who led it?"
    SAME_LEAD = "same lead"  # "was it the same person as last time?"
    PAGES = "pages"  # "how long is the report?"
    DAYS = "days"  # "how many days were they in?"
    GRADE = "grade"  # "and the grade?"
    GRADES = "grades"  # "all the sub-grades"
    VISITS = "visits"  # "how many visits since?"
    DUE = "due"  # "when is the next one?"
    OLDER = "older"  # "is there an older, longer one?"
    HOLDINGS = "holdings"  # "which reports have you got?"
    MISSING = "missing"  # "and what is missing?"
    SIZE = "size"  # "how many reports is this based on?"
    PLACES = "places"  # "is it all of England?"
    COUNCILS = "councils"  # "which councils are in here?"
    TRUST = "trust"  # "can I rely on it?"
    LONGEST = "longest"  # "which is the longest report?"
    SHORTEST = "shortest"  # "which is the shortest?"
    AT_LEAST = "at least"  # "which councils have had more than two visits?"
    INTERVAL = "interval"  # "how long was it between the last two?"
    NEWEST = "newest"  # "which is the newest report you have?"
    OLDEST = "oldest"  # "and the oldest?"
    FEWEST_REPORTS = "fewest reports"  # "of which councils have you just the one?"
    MOST_REPORTS = "most reports"  # "of whom have you got the most?"
    SPLIT = "split"  # "was it done in two goes, and are there others like that?"
    LED_BY = "led by"  # "how many has Ann Lee led?", "and what else did they lead?"


# The others are read by their words.
LEARNED_FACTS = tuple(fact for fact in Fact if fact not in {Fact.SPLIT, Fact.LED_BY})


class Task(StrEnum):
    """What is to be made of reports, told more finely than by an act; learned."""

    BRIEF = "brief"  # "sum up the last Leeds report"
    FOLLOWED = "followed"  # "did they ever fix what they were told to?"
    YEARS = "years"  # "tell me the story of Leeds from the first report on"
    QUESTIONS = "questions"  # "what do we ask the director on Tuesday?"
    TEXT = "text"  # "a letter to our MP about it"
    LINES = "lines"  # "three bullets on Leeds"
    PATTERN = "pattern"  # "what do they always get told off for?"
    WEIGHED = "weighed"  # "what is different about the outstanding ones?"
    COUNTED = "counted"  # "how many were told to sort supervision?"
    TREND = "trend"  # "is that said more than it used to be?"
    EXAMPLES = "examples"  # "who does this properly?"
    LEARNT = "learnt"  # "what could we pinch from Leeds?"
    THEMED = "themed"  # "top three for foster carers"
    REASONS = "reasons"  # "best for care leavers, and why"
    ORDERED = "ordered"  # "who went longest without a visit?"
    MOVERS = "movers"  # "who has come on the most?"
    RISEN = "risen"  # "how did the failing ones get to good?"
    SETTLED = "settled"  # "Leeds failed, didn't it?"
    QUOTED = "quoted"  # "did they really write that?"
    CORRECTED = "corrected"  # "can we print this?"
    MEANING = "meaning"  # "what is a MASH when it's at home?"
    RECORD = "record"  # "when were they in, and who led it?"
    LIBRARY = "library"  # "how many reports is this built on?"
    OTHER = "other"  # any other question


class Told(StrEnum):
    """What a column of a table tells of a council, or of its report."""

    REGION = "region"
    TYPE = "type"  # county, unitary, London borough
    KIND = "kind"  # of inspection
    INSPECTED = "inspected"
    PUBLISHED = "published"
    ELAPSED = "elapsed"  # how long ago it was inspected
    GRADE = "grade"
    GAP = "gap"  # how many grades lie between two areas
    LED = "led"  # who led the inspection
    PAGES = "pages"
    DAYS = "days"  # on which inspectors were there
    TO_PUBLISH = "to publish"  # days from the last of them until the report came out
    POINTS = "points"  # how many things must improve
    IMPROVE = "improve"  # these, word for word, a row each
    INSPECTIONS = "inspections"  # how many that gave grades are here
    VISITS = "visits"  # how many letters of visits are here
    REPORTS = "reports"  # how many reports of any kind are here
    PRAISE = "praise"  # a sentence that praises
    WORRY = "worry"  # one that criticises
    WORDS = "words"  # a sentence in which some words stand


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that is wished for; of the inspection so many before the latest in
    `back`, of an `area`, between it and an `other`, or on `words` of the reader.
    """

    told: Told
    area: Topic | None = None
    other: Topic | None = None
    back: int = 0
    words: str = ""


class Piece(StrEnum):
    """What a text is, where that tells how it begins and ends."""

    NEWSLETTER = "newsletter"  # "150 words for our staff newsletter"
    SPEECH = "speech"  # "a two-minute speech for full council"
    RADIO = "radio"  # "an intro for the breakfast show"
    STORY = "story"  # "a story for the local paper", "a press release"
    FAQ = "faq"  # "an FAQ for parents"
    MOTION = "motion"  # "a motion for full council"
    AGENDA = "agenda"  # "an agenda item for the corporate parenting board"
    HANDOUT = "handout"  # "a handout for a training session"
    POST = "post"  # "a Facebook post for our parents' group"
    SLIDE = "slide"  # "one slide for the board"
    ESSAY = "essay"  # "a paragraph for my dissertation"


class Again(StrEnum):
    """How a message varies what was answered before; learned."""

    SHORTER = "shorter"  # "half that"
    LONGER = "longer"  # "a bit more on each"
    PLAIN = "plain"  # "explain it like I'm ten"
    SPOKEN = "spoken"  # "make it something I'd say out loud"
    SOFTER = "softer"  # "calmer"
    HARDER = "harder"  # "too cosy, go for the throat"
    BULLETS = "bullets"  # "in bullets"
    TABLE = "table"  # "stick it in a grid"
    TEXT = "text"  # "as a letter"
    LINE = "line"  # "for twitter"
    QUESTIONS = "questions"  # "turn those into questions"
    ONLY_BAD = "only bad"  # "skip the praise"
    ONLY_GOOD = "only good"  # "just what they got right"
    WHY = "why"  # "how come?"
    SOURCE = "source"  # "where does it say that?"
    TOPIC = "topic"  # "and on foster carers?"
    PLACE = "place"  # "now Leeds"
    GROUP = "group"  # "and in the counties?"
    TIME = "time"  # "and the time before?"
    NUMBER = "number"  # "just the top two"
    ORDER = "order"  # "newest first"
    FIRST = "first"  # "tell me about the second one"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was learned of a message beside its act: the task, where it is likely enough, facts
    of inspections, and how it varies what was before.
    """

    task: Task | None = None
    facts: frozenset[Fact] = frozenset()
    again: frozenset[Again] = frozenset()


class Presentation(StrEnum):
    """In which form what was written is shown."""

    WORDS = "what was written"
    COMPARISON = "councils side by side"
    CHANGE = "then and now"
    THEME = "councils of which something was written"


class Form(StrEnum):
    """In which form something is to be drawn up."""

    QUESTIONS = "questions"  # "five questions for scrutiny"
    TEXT = "text"  # "200 words for our paper"
    LINES = "lines"  # "lines for a briefing", "four bullets"
    PAGE = "page"  # "one page: what they said, what it means, what to ask"
    COLUMNS = "columns"  # "strengths and weaknesses in two columns"
    YEARS = "years"  # "what inspectors said over the years, oldest first"
    FOLLOWED = "followed"  # "what became of what they were told to fix?"
    REPEATED = "repeated"  # "what must improve, and was it in the list the time before?"
    ITEMS = "items"  # "three concerns, what works, and what is left unfixed"
    ABOUT = "about"  # "what does it say, good and bad, on how parents are treated?"
    SETTLED = "settled"  # "they say that it went up: is that so?"
    PATTERN = "pattern"  # "what comes up again and again in the inadequate ones?"
    COUNTED = "counted"  # "how many councils must improve supervision?"
    TREND = "trend"  # "has criticism of turnover become more common?"
    THEMED = "themed"  # "top five for listening to children, and why"
    REASONS = "reasons"  # "rank them on children in care, with a reason for each"
    MOVERS = "movers"  # "who has come furthest, and who has gone backwards?"
    STAYED = "stayed"  # "who has been bad the longest?"
    LEARNT = "learnt"  # "what could Leeds learn from others?", "who does all that better?"
    EXAMPLES = "examples"  # "who is praised for this, somewhere like us?"
    CORRECTED = "corrected"  # "can we stand that up? what could we say instead?"
    TABLE = "table"  # "a table of all councils: overall, leaders, who led it, worst first"
    MENTIONED = "mentioned"  # "how many reports mention county lines?"
    RISEN = "risen"  # "who was inadequate once and is outstanding now, and how?"


class Item(StrEnum):
    """What a brief can be asked for, each by itself."""

    WORST = "worst"  # "the three things that would worry you"
    BEST = "best"  # "what is actually working"
    UNFIXED = "unfixed"  # "what was left from last time"
    CHANGED = "changed"  # "what's changed since 2018"


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages of one reader, the last of them the question, and the scope they have pinned.

    A pinned scope holds for each message; kinds are given by their labels.
    """

    messages: tuple[str, ...]
    pinned: Scope = field(default_factory=Scope)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that was plainly meant for a council and is none that is known, and those near to
    it.
    """

    written: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A message as it stands in its conversation, read once.

    `subject` is what it is about in the reader's words, without names, times and grades; ""
    where it asks of grades or of the whole. `text` is what is searched for, and `words` are
    those of it that tell something, each once. `councils` are in the library, `absent` are known
    places that are not, `unclear` names that fit several, `unknown` names that fit none;
    `excluded` are councils of which it is not asked. `among` and `limits` are set where a search
    is narrowed to the councils that `groups` and `conditions` leave, and say so. `named` are the
    councils that the conversation has been about, the last named first. `premise` are grades
    that a message takes for granted beside what it asks. `certainty` (0 to 1) is how sure the
    reading of the act is, and `is_certain` that it is sure enough to be relied on;
    `alternatives` are the next likely acts. `context` is what the message before was about,
    where this one goes on from it and says something of its own; `read_by` tells what read the
    act: "learned", "before" where it is that of the message before, or "slots" where neither was
    there or a rule decided; `more_of` is the act that "more" goes on with.
    `unread` are its words that plainly limit what is asked, and that
    nothing here can apply, and `bends` those that turn a list or number into another one
    ("every", "than"), and that nothing has read; `goes_on`, that it was read as going on from
    the message before; `outside` are councils named that a pinned scope leaves out; `claim` are
    words to be looked up as they stand; `form` is that in which something is to be drawn up, in
    `length` words or `characters`, so many `paragraphs`, or so many lines (sentences of a text) of
    `each` so many words; `piece` is what a text is, and `speaks_for_council` tells that the council
    itself speaks in it. `home` is the
    council for whose sake others are asked about; `themes` are the recurring topics that it is
    on, by name, `left_out` those that a text goes on without; `beside_of` is a request whose
    councils are set beside these, `regions` are those that are set beside all others, and
    `is_both_ways` that
    praise and criticism are asked for. `towns` are the towns by which a message names councils.
    `facts` are what is asked of inspections as events, in
    the order in which it is; `statements` those that a claim makes, each read by itself;
    `asked` is what was learned of task, facts and variation, from which forms are told.
    `family` is the one of `index/frameworks/families.toml` that is meant; "" where the message
    says nothing of any. `columns` are those of a table that is wished for, and `sorted_by` the one
    by which it is put in `order`, where a number is to be `at_least` or `at_most` so much;
    `periods`, two times that are set beside each other, the earlier first. `further` are the
    other parts of a message that wants several answers,
    each read in the light of the parts before it: "When was Leeds last in? And what must they
    fix?". `items` are the parts of a brief that are asked for by themselves, each with how many.
    """

    message: str = ""
    act: Act = Act.FIND
    subject: str = ""
    text: str = ""
    context: str = ""
    words: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    absent: tuple[Council, ...] = ()
    unclear: tuple[Mention, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    excluded: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    among: tuple[str, ...] = ()
    limits: str = ""
    named: tuple[str, ...] = ()
    times: Times = LATEST
    kinds: tuple[Kind, ...] = ()
    conditions: tuple[Condition, ...] = ()
    beside: Change | None = None
    move: Move | None = None
    order: First | None = None
    number: int | None = None
    by: By | None = None
    unit: Unit = Unit.COUNCILS
    polarity: Polarity | None = None
    talk: SmallTalk | None = None
    wants: frozenset[Want] = field(default_factory=frozenset)
    area: Topic | None = None
    premise: tuple[Condition, ...] = ()
    is_general: bool = False
    is_vague: bool = False
    year_is_of_report: bool = True
    certainty: float = 1.0
    is_certain: bool = True
    alternatives: tuple[Act, ...] = ()
    read_by: str = "slots"
    more_of: Act | None = None
    unread: tuple[str, ...] = ()
    bends: tuple[str, ...] = ()
    goes_on: bool = False
    outside: tuple[str, ...] = ()
    claim: str = ""
    form: Form | None = None
    length: int | None = None
    characters: int | None = None
    each: int | None = None
    paragraphs: int | None = None
    piece: Piece | None = None
    speaks_for_council: bool = False
    family: str = ""
    home: str = ""
    harm: Harm | None = None
    themes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    beside_of: "Request | None" = None
    regions: tuple[Group, ...] = ()
    is_both_ways: bool = False
    towns: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    statements: "tuple[Request, ...]" = ()
    asked: Asked = field(default_factory=Asked)
    columns: tuple[Column, ...] = ()
    sorted_by: Column | None = None
    at_least: int | None = None
    at_most: int | None = None
    periods: tuple[Times, ...] = ()
    further: "tuple[Request, ...]" = ()
    items: tuple[tuple[Item, int | None], ...] = ()

    @property
    def areas(self) -> tuple[Topic, ...]:
        """Every judged area that is named, each once, in the order in which they are shown."""
        named = {area for condition in self.conditions for area in condition.areas}
        return tuple(area for area in Topic.all() if area in named)

    @property
    def grades(self) -> tuple[Grade, ...]:
        """Every grade that satisfies a condition, each once."""
        named = {grade for condition in self.conditions for grade in condition.grades}
        return tuple(grade for grade in Grade.all() if grade in named)

    @property
    def names_a_place(self) -> bool:
        """Whether any council or other place is named."""
        return bool(self.councils or self.absent or self.unclear or self.unknown)

    @property
    def limits_councils(self) -> bool:
        """Whether it says which councils are meant by where or what they are."""
        return any(group.kind is not GroupKind.ALL for group in self.groups)

    @property
    def is_of_a_section(self) -> bool:
        """Whether one section of a report answers it, whatever words it is asked in."""
        return bool(
            self.is_general or self.area is not None or self.wants & {Want.IMPROVE, Want.TITLE}
        )

    @property
    def wanted(self) -> Presentation:
        """In which form what was written is wanted."""
        if self.councils and self.act is Act.CHANGE:
            return Presentation.CHANGE
        if not self.councils or self.among or len(self.councils) > MOST_COMPARED:
            return Presentation.THEME
        if self.act is Act.THEME and len(self.councils) > 3:
            return Presentation.THEME
        return Presentation.COMPARISON if len(self.councils) > 1 else Presentation.WORDS

    @property
    def scope(self) -> Scope:
        """What it is limited to, as an answer shows it."""
        return Scope(self.councils, self.times.span, tuple(kind.label for kind in self.kinds))

    @property
    def is_exact(self) -> bool:
        """Whether it asks of grades, dates or reports, and nothing that only words can answer."""
        return self.act in EXACT and not self.subject and Want.WORDS not in self.wants


BOUNDARIES = frozenset({Act.PREDICT, Act.ADVICE, Act.PERSON, Act.OUTSIDE})
WRITTEN = frozenset({Form.QUESTIONS, Form.TEXT, Form.LINES, Form.PAGE})  # on one council or a few
LISTING = frozenset({Act.LIST, Act.COUNT, Act.RANK})  # computed over many councils
OF_MANY = LISTING | {Act.THEME, Act.COMMON, Act.EXAMPLE}
EXACT = frozenset({Act.GRADE, Act.HISTORY, Act.COMPARE, Act.LIST, Act.COUNT, Act.RANK, Act.FACTS})


def as_record(request: Request) -> dict[str, object]:
    """A request as plain data, in the stable form that `python -m assistant read --json` prints."""
    times, move = request.times, request.move
    return {
        "act": request.act.value,
        "councils": list(request.councils),
        "excluded": list(request.excluded),
        "absent": [council.name for council in request.absent],
        "unclear": [
            {"written": m.written, "may_be": [c.name for c in m.councils]} for m in request.unclear
        ],
        "unknown": [{"written": u.written, "near": list(u.near)} for u in request.unknown],
        "groups": [
            {"kind": g.kind.value, "names": list(g.names), "excluded": g.excluded}
            for g in request.groups
        ],
        "areas": [topic.areas[0].value for topic in request.areas],
        "grades": [grade.value for grade in request.grades],
        "conditions": [
            {
                "areas": [topic.areas[0].value for topic in c.areas],
                "grades": [grade.value for grade in c.grades],
                "which": c.which.value,
                "span": c.span.value,
                "least": c.least,
                "in_a_row": c.in_a_row,
                "than": c.than.value if c.than else None,
                "moved": c.moved.value if c.moved else None,
            }
            for c in request.conditions
        ],
        "times": {
            "years": list(times.years),
            "since": times.since.isoformat() if times.since else None,
            "until": times.until.isoformat() if times.until else None,
            "back": times.back,
            "last": times.last,
            "first": times.first,
            "of_latest": times.of_latest,
        },
        "kinds": [kind.value for kind in request.kinds],
        "family": request.family,
        "move": move
        and {
            "change": move.change.value,
            "from": [g.value for g in Grade.all() if g in move.before],
            "to": [g.value for g in Grade.all() if g in move.after],
            "steps": move.steps,
            "ever": move.ever,
            "and_back": move.and_back,
            "always": move.always,
        },
        "beside": request.beside and request.beside.value,
        "order": request.order and request.order.value,
        "number": request.number,
        "by": request.by and request.by.value,
        "unit": request.unit.value,
        "polarity": request.polarity and request.polarity.value,
        "wants": sorted(want.value for want in request.wants),
        "subject": request.subject,
        "certainty": round(request.certainty, 3),
        "certain": request.is_certain,
        "alternatives": [act.value for act in request.alternatives],
        "more_of": request.more_of and request.more_of.value,
        "unread": list(request.unread),
        "bends": list(request.bends),
        "read_by": request.read_by,
        "goes_on": request.goes_on,
        "task": request.asked.task and request.asked.task.value,
        "form": request.form and request.form.value,
        "further": [as_record(part) for part in request.further],
    }

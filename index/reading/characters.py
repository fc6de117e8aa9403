"""Characters as they are printed → characters as they are read."""

import re

BULLETS = "◼■▪●•\uf06e\uf02d\uf0a7\uf0b7\uf0be−"
LINE_END_HYPHENS = "\ufffe\x02"  # how PDFium marks a hyphen at the end of a line
# what stands for such a hyphen until it is known whether it is the word's own
JOINED_HYPHEN = "\u2043"
CUT = "\u00ad"  # ends a line in the middle of a word whose hyphen is not its own
_GLYPHS = str.maketrans(
    {
        **dict.fromkeys(BULLETS, "•"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\t", " "),
        **dict.fromkeys(
            "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e", ""
        ),
        **dict.fromkeys(LINE_END_HYPHENS, JOINED_HYPHEN),
        "ﬁ": "fi",
        "ﬂ": "fl",
    }
)


def clean(text: str) -> str:
    """Map glyphs that stand for a bullet, space or hyphen; drop characters that print nothing."""
    text = text.translate(_GLYPHS)
    if not text.isprintable():
        text = "".join(filter(str.isprintable, text))
    return (re.sub(r" {2,}", " ", text) if "  " in text else text).strip()

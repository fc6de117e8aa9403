"""What all pages share: the style sheet, the scripts and the icon."""

from html import escape
from pathlib import Path

PAGE_FILES = Path(__file__).parent
ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    "<rect width='32' height='32' rx='7' fill='#175a73'/>"
    "<text x='16' y='36' font-size='40' text-anchor='middle' fill='white'>“</text></svg>"
)

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="/favicon.ico">
<link rel="stylesheet" href="/page.css">{print}
<script>if (matchMedia("(prefers-color-scheme: dark)").matches)
document.documentElement.classList.add("dark");</script>
<script src="/page.js" defer></script></head>
<body class="gradio-container of-council"><main>{content}</main></body></html>"""


def as_page(title: str, content: str) -> str:
    """A page of its own, in the dress of the assistant."""
    return _PAGE.format(title=escape(title), content=content, print=print_style())


def print_style() -> str:
    """The style sheet of what is printed outside Gradio's frame."""
    rules = (PAGE_FILES / "print.css").read_text(encoding="utf-8")
    return f'<style media="print">{rules}</style>'


def scripts() -> str:
    """Every script of the page, as one."""
    return "".join(file.read_text(encoding="utf-8") for file in sorted(PAGE_FILES.glob("*.js")))

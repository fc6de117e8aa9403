"""Make files that are damaged, or written to do harm to whatever reads them; the same each time.

`python -m tests.safety.hostile_files FOLDER` writes all of them.
"""

import gzip
import io
import random
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from tests.made_reports import make_focused_visit

MB = 2**20
WORDS = (
    b"Leaders in Northholm know their services well and social workers see children often enough. "
)
Maker = Callable[[], bytes]


@cache
def good_pdf() -> bytes:
    """A small report, which others are made from by damage."""
    path = Path(_scratch()) / "visit.pdf"
    make_focused_visit(path)
    return path.read_bytes()


@cache
def _scratch() -> str:
    import tempfile

    return tempfile.mkdtemp(prefix="hostile-")


# ---- a PDF from its parts


def pdf(objects: Sequence[bytes], root: int = 1, more: bytes = b"") -> bytes:
    """A file whose objects are numbered from 1, with a table of them that is right."""
    written = io.BytesIO(b"%PDF-1.7\n")
    written.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    written.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    written.write(b"trailer\n<< /Size %d /Root %d 0 R %b >>\n" % (len(objects) + 1, root, more))
    written.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return written.getvalue()


def stream(content: bytes, more: bytes = b"", *, times: int = 1) -> bytes:
    """A stream, deflated some times over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/Filter [%b]" % (b"/FlateDecode " * times) if times else b""
    return b"<< /Length %d %b %b >>\nstream\n%b\nendstream" % (len(content), filters, more, content)


def page(
    content: bytes, box: bytes = b"0 0 595 842", more: bytes = b"", extra: Sequence[bytes] = ()
) -> bytes:
    """A file of one page that shows a content stream; `extra` objects are numbered from 6."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %b >>" % more,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] /Contents 4 0 R"
            b" /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>" % box,
            content,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *extra,
        ]
    )


def text(words: bytes = WORDS * 6, repeat: int = 1) -> bytes:
    """What writes words on a page."""
    return b"BT /F 9 Tf 40 700 Td 12 TL\n" + b"(%b) Tj T*\n" % words * repeat + b"ET\n"


# ---- kinds of harm: each gives names and makers


def damaged() -> Iterator[tuple[str, Maker]]:
    """Cut short, bits turned, pieces lost, doubled, exchanged."""
    for share in range(1, 25):
        yield f"cut-{share}.pdf", lambda share=share: good_pdf()[: len(good_pdf()) * share // 25]
    for count in (1, 5, 25, 125, 625):
        for seed in range(10):
            yield (
                f"bits-{count}-{seed}.pdf",
                lambda count=count, seed=seed: turn_bits(good_pdf(), count, seed),
            )
    for seed in range(10):
        yield f"pieces-{seed}.pdf", lambda seed=seed: exchange_pieces(good_pdf(), seed)


def turn_bits(data: bytes, count: int, seed: int) -> bytes:
    """Turn some bits."""
    chance, turned = random.Random(seed * 1000 + count), bytearray(data)
    for _ in range(count):
        turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
    return bytes(turned)


def exchange_pieces(data: bytes, seed: int) -> bytes:
    """Cut into pieces, lose some, repeat some, and put them in another order."""
    chance = random.Random(seed)
    cuts = sorted(chance.sample(range(len(data)), 9))
    pieces = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    return pieces[0] + b"".join(chance.choice(pieces) for _ in range(9))


BOXES = (
    "0 0 0 0",
    "0 0 1e9 1e9",
    "0 0 100000000 1",
    "0 0 1 100000000",
    "0 0 0.0001 0.0001",
    "595 842 0 0",
    "-1e30 -1e30 1e30 1e30",
    "0 0 nan inf",
    "(a) (b) (c) (d)",
    "0 0 2147483647 2147483647",
    "0",
    "",
)


def huge() -> Iterator[tuple[str, Maker]]:
    """Pages of odd sizes, too many pages, objects, letters; little data that grows."""
    for number, box in enumerate(BOXES):
        yield f"box-{number}.pdf", lambda box=box: page(stream(text()), box.encode())
    yield "pages-10000.pdf", lambda: many_pages(10_000)
    yield "pages-claimed.pdf", lambda: page(stream(text())).replace(b"/Count 1", b"/Count 99999999")
    yield (
        "objects-million.pdf",
        lambda: pdf(
            [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Kids [] /Count 0 >>", *[b"null"] * 10**6]
        ),
    )
    yield "strokes-million.pdf", lambda: page(stream(b"0 0 m 500 500 l S\n" * 2 * 10**6))
    yield (
        "curves-many.pdf",
        lambda: page(stream(b"0 0 m " + b"1 900 800 2 3 700 c " * 10**6 + b"S" + text())),
    )
    yield "words-million.pdf", lambda: page(stream(text(repeat=20_000)))
    yield "page-full.pdf", lambda: page(stream(text(repeat=250)))
    yield "line-endless.pdf", lambda: page(stream(text(b"x" * 4 * MB)))
    yield "states-nested.pdf", lambda: page(stream(b"q " * 10**6 + text()))
    for times in (1, 2, 3):
        yield f"zeros-{times}.pdf", lambda times=times: page(stream(bytes(300 * MB), times=times))
    for width in (30_000, 65_000, 2**31 - 1):
        image = (
            b"/Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
            % (width, width)
        )
        drawn = stream(b"q 500 0 0 500 0 0 cm /X Do Q " + text())
        yield (
            f"image-{width}.pdf",
            lambda image=image, drawn=drawn: page(drawn, extra=[stream(bytes(50 * MB), image)]),
        )
    for filter_ in (
        "JPXDecode",
        "JBIG2Decode",
        "DCTDecode",
        "CCITTFaxDecode",
        "LZWDecode",
        "RunLengthDecode",
        "Nothing",
    ):
        body = (
            b"<< /Length 4096 /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace "
            b"/DeviceGray /Filter /%b >>\nstream\n%b\nendstream"
        )
        made = body % (filter_.encode(), random.Random(7).randbytes(4096))
        yield (
            f"filter-{filter_}.pdf",
            lambda made=made: page(stream(b"/X Do " + text()), extra=[made]),
        )


def many_pages(count: int) -> bytes:
    """So many pages with the same words."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    leaf = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << "
        b"/Font << /F 4 0 R >> >> >>"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    tree = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count)
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, stream(text()), font, *[leaf] * count])


def tangled() -> Iterator[tuple[str, Maker]]:
    """Nested without end, or leading back to themselves."""
    for depth in (100, 10_000, 1_000_000):
        yield (
            f"arrays-{depth}.pdf",
            lambda depth=depth: page(stream(text()), more=b"/A " + b"[" * depth + b"]" * depth),
        )
        yield (
            f"operands-{depth}.pdf",
            lambda depth=depth: page(stream(b"[" * depth + b"]" * depth + b" TJ " + text())),
        )
        yield (
            f"unclosed-{depth}.pdf",
            lambda depth=depth: page(stream(text()), more=b"/A " + b"<< /A " * depth),
        )
    yield (
        "tree-of-itself.pdf",
        lambda: page(stream(text())).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    )
    yield "tree-deep.pdf", lambda: deep_tree(5_000)
    yield (
        "form-of-itself.pdf",
        lambda: page(
            stream(b"/X Do " + text()),
            extra=[
                stream(
                    b"/X Do /X Do",
                    b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
                )
            ],
        ),
    )
    yield "forms-doubling.pdf", lambda: page(stream(b"/X Do " + text()), extra=doubling_forms(40))
    yield (
        "table-of-itself.pdf",
        lambda: page(stream(text())).replace(b"/Root 1", b"/Prev 15 /Root 1"),
    )
    yield "length-of-itself.pdf", lambda: page(b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream")
    yield "length-negative.pdf", lambda: page(b"<< /Length -5 >>\nstream\nBT ET\nendstream")
    yield "length-huge.pdf", lambda: page(b"<< /Length 99999999999 >>\nstream\nBT ET\nendstream")
    yield "no-pages.pdf", lambda: pdf([b"<< /Type /Catalog >>"])
    yield "no-root.pdf", lambda: pdf([b"null"], root=9)
    yield "only-a-head.pdf", lambda: b"%PDF-1.7\n"
    yield "head-late.pdf", lambda: b"x" * 900 + good_pdf()
    yield "head-too-late.pdf", lambda: b"x" * 5000 + good_pdf()
    yield "after-the-end.pdf", lambda: good_pdf() + random.Random(3).randbytes(MB)
    yield "two-files.pdf", lambda: good_pdf() + good_pdf()


def deep_tree(depth: int) -> bytes:
    """Pages below pages below pages."""
    inner = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % number for number in range(3, 3 + depth)
    ]
    return pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", *inner, b"<< /Type /Page /MediaBox [0 0 9 9] >>"]
    )


def doubling_forms(depth: int) -> list[bytes]:
    """Each form shows the next twice: 2 to the power of `depth` in all."""
    shape = b"/Subtype /Form /BBox [0 0 900 900] /Resources << /XObject << /X %d 0 R >> >>"
    return [stream(b"/X Do /X Do", shape % number) for number in range(7, 7 + depth)] + [
        stream(text(), b"/Subtype /Form /BBox [0 0 9 9]")
    ]


ACTIONS = (
    b"/S /JavaScript /JS (app.alert(1); while(true){})",
    b"/S /Launch /F (/bin/sh)",
    b"/S /URI /URI (http://127.0.0.1:9/)",
    b"/S /SubmitForm /F (http://127.0.0.1:9/)",
    b"/S /ImportData /F (/etc/passwd)",
    b"/S /GoToR /F (//evil/share)",
)


def scripted() -> Iterator[tuple[str, Maker]]:
    """Scripts and actions, locked files, markup where words should be."""
    for number, action in enumerate(ACTIONS):
        yield (
            f"action-{number}.pdf",
            lambda action=action: page(stream(text()), more=b"/OpenAction << %b >>" % action),
        )
    yield (
        "script-as-words.pdf",
        lambda: page(
            stream(text(b"<script>alert\\(1\\)</script> <img src=x onerror=alert\\(1\\)> " * 8))
        ),
    )
    yield (
        "title-script.pdf",
        lambda: page(stream(text())).replace(
            b"/Size", b"/Info << /Title (<script>x</script>) >> /Size"
        ),
    )
    for name, password in (("locked", "secret"), ("locked-to-owner", "")):
        yield f"{name}.pdf", lambda password=password: locked(password)
    yield (
        "locked-badly.pdf",
        lambda: page(stream(text())).replace(
            b"/Root", b"/Encrypt << /Filter /Standard /V 99 /R 99 >> /Root"
        ),
    )


def locked(password: str) -> bytes:
    """A file that opens with a password only; an empty one opens by itself."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, encrypt=StandardEncryption(password, "owner"), invariant=1)
    canvas.drawString(40, 700, WORDS.decode() * 4)
    canvas.save()
    return written.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    """A zip file of one file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def mistaken() -> Iterator[tuple[str, Maker]]:
    """Other kinds of files under names of reports, and bytes of no kind."""
    kinds: dict[str, Maker] = {
        "zip": lambda: zipped("../../../evil.pdf", WORDS),
        "zip-bomb": lambda: zipped("a", bytes(200 * MB)),
        "gzip-bomb": lambda: gzip.compress(bytes(200 * MB)),
        "png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(500),
        "program": lambda: b"\x7fELF" + bytes(500),
        "windows-program": lambda: b"MZ" + WORDS * 20,
        "sqlite": lambda: b"SQLite format 3\x00" + bytes(500),
        "json": lambda: b'{"a":' * 10**5,
        "postscript": lambda: b"%!PS-Adobe\n" + WORDS * 20,
        "pickle": lambda: b"cos\nsystem\n(S'id'\ntR." * 50,
        "empty": lambda: b"",
        "spaces": lambda: b" " * MB,
        "zeros": lambda: bytes(MB),
        "lines": lambda: b"\n" * MB,
        "utf-16": lambda: ("\ufeff" + WORDS.decode() * 20).encode("utf-16-le"),
        "utf-16-half": lambda: b"\xff\xfe" + WORDS * 20 + b"x",
        "utf-16-bare": lambda: (WORDS.decode() * 20).encode("utf-16-le"),
        "utf-32": lambda: (WORDS.decode() * 20).encode("utf-32"),
        "not-utf-8": lambda: WORDS * 20 + b"\xff\xfe\xfd" * 50,
        "surrogates": lambda: WORDS * 20 + b"\xed\xa0\x80" * 50,
        "all-bytes": lambda: bytes(range(256)) * 400,
        "controls": lambda: WORDS * 20 + bytes(range(1, 32)) * 9,
    }
    for name, maker in kinds.items():
        for suffix in ("pdf", "txt"):
            yield f"{name}.{suffix}", maker
    for seed in range(8):
        yield (
            f"noise-{seed}.{'pdf txt html md'.split()[seed % 4]}",
            lambda seed=seed: random.Random(seed).randbytes(20_000),
        )


def written() -> Iterator[tuple[str, Maker]]:
    """HTML and plain text that cost much, nest deeply, or are not what they look like."""
    prose = WORDS.decode() * 10
    pieces = {
        "divs": "<div>" * 100_000 + prose,
        "tables": "<table><tr><td>" * 20_000 + prose,
        "lists": "<ul><li>" * 20_000 + prose,
        "brackets": "<" * 4 * MB,
        "comments": "<!--" * 200_000 + prose,
        "quotes": '<a href="' * 200_000 + prose,
        "entities": "&lt;" * 200_000 + prose,
        "attributes": "<p " + "a=b " * 200_000 + ">" + prose,
        "laughs": '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;' + prose,
        "frames": "<iframe src=file:///etc/passwd></iframe><meta http-equiv=refresh content=0>"
        + prose,
        "cdata": "<![CDATA[" * 100_000 + prose,
        "numbers": "&#99999999999;&#0;&#xD800;" * 1000 + prose,
        "paragraphs": "<p>" + f"</p><p>{prose[:90]}" * 20_000,
        "headings": f"<h1>{prose[:60]}</h1>" * 5_000 + prose,
    }
    for name, body in pieces.items():
        yield f"{name}.html", lambda body=body: b"<!doctype html><html><body>" + body.encode()
    units = {
        "stars": "*",
        "bars": "|",
        "hashes": "#",
        "hashes-spaced": "# ",
        "numbers": "1. ",
        "digits": "7",
        "dots": ".",
        "stops": "a. ",
        "spaces-and-letters": "a ",
        "dashes": "-",
        "underscores": "__",
        "dates": "1 January 2020 and ",
        "ranges": "1 to 2 May ",
        "backslashes": "\\",
        "quotes": "“",
        "capitals": "A",
        "councils": "North East and West Council ",
        "grades": "inadequate ",
        "colons": "Council: ",
        "brackets": "(",
        "hyphens": "a-",
        "hyphen-lines": "a-\n",
        "bullets": "- \n",
        "ands": "and ",
    }
    for name, unit in units.items():
        yield (
            f"many-{name}.md",
            lambda unit=unit: (WORDS.decode() * 5 + "\n\n" + unit * (MB // len(unit))).encode(),
        )
    odd = {
        "rtl": "\u202e\u2066" + prose,
        "zero-width": "\u200b".join(prose),
        "combining": "".join(c + "\u0301" * 40 for c in prose),
        "ligatures": "\ufdfa" * 20_000 + prose,
        "tags": "".join(chr(0xE0000 + ord(c)) for c in prose) + prose,
        "nothing": "\u2028\u2029\x85" * 9999 + prose,
        "private": "\ue000\uffff\U0010ffff" * 3000 + prose,
        "look-alike": prose.replace("e", "е").replace("a", "а"),
        "too-large": "x " * 6 * MB,
        "too-many-sentences": "Children in Northholm are seen. " * 15_000,
    }
    for name, body in odd.items():
        yield f"odd-{name}.txt", lambda body=body: body.encode("utf-8", "replace")


NAMES = (
    "-rf.pdf",
    "--help.pdf",
    "a\nb.pdf",
    "a\tb.pdf",
    "a\x1b[31mred.pdf",
    "quote'; DROP TABLE reports;--.pdf",
    'double".pdf',
    "$(id).pdf",
    "`id`.pdf",
    "a;b|c&d.pdf",
    "<img src=x onerror=alert(1)>.pdf",
    "..pdf",
    "...pdf",
    "%2e%2e%2fetc%2fpasswd.pdf",
    "CON.pdf",
    "nul.pdf",
    "space .pdf ",
    "dot.pdf.",
    "\u202efdp.exe.pdf",
    "\u2066isolated.pdf",
    "zero\u200bwidth.pdf",
    "emoji-\U0001f4a3.pdf",
    "e\u0301.pdf",
    "\u00e9.pdf",
    "ﷺ.pdf",
    "x" * 251 + ".pdf",
    "C:\\windows\\system32.pdf",
    "%s%n%x.pdf",
    "{0.__class__}.pdf",
    "#fragment?query.pdf",
    "report.pdf.exe",
    "ab\u2028cd.pdf",
    "\udcff\udcfe.pdf",
    "\udce9.txt",
)


def named() -> Iterator[tuple[str, Maker]]:
    """Good reports, each with a mark of its own, under names that may be taken for something
    else.
    """
    for number, name in enumerate(NAMES):
        yield name, lambda number=number: good_pdf() + b"%% %d\n" % number


KINDS = (damaged, huge, tangled, scripted, mistaken, written, named)


def hostile_files() -> list[tuple[str, Maker]]:
    """All of them: a name and what makes the bytes."""
    return [(name, maker) for kind in KINDS for name, maker in kind()]


def write(folder: Path, files: Sequence[tuple[str, Maker]]) -> None:
    """Write files into a folder of their own, and beside them links that lead elsewhere."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, maker in files:
        (folder / name).write_bytes(maker())
    for name, target in (
        ("link-to-passwd.txt", "/etc/passwd"),
        ("link-to-nothing.pdf", "nowhere"),
        ("link-to-itself.pdf", "link-to-itself.pdf"),
        ("link-up", ".."),
    ):
        (folder / name).symlink_to(target)
    (folder / "a-folder.pdf").mkdir()


if __name__ == "__main__":
    made = hostile_files()
    write(Path(sys.argv[1]), made)
    print(f"{len(made)} files in {sys.argv[1]}")

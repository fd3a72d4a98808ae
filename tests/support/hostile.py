"""Strings that break terminals, widgets or YAML readers, for all tests that store, show or export text."""

from __future__ import annotations

MARKUP = (
    "[/x]", "[red]", "[bold red]x[/]", "[@click=app.quit]x", "[@click=app.bell()]x[/]", "[x]",
    "[link=http://x]y", "[bob@x.io]", "[https://x.io]", "A\\[red]B", "[b]\\[/b]", "[[nested]",
    "[/]", "[", "]", "[]", "[$primary]x", ":smile:", "**bold**", "`code`", "<script>",
    "{field}", "{{x}}", "%s", "${HOME}", "$(id)", "\\", "\\n", "/etc",
)  # fmt: skip
"""Probes for widgets that parse text."""

ESCAPES = (
    "\x1b", "\x1b[2J", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07after",
    "\x1b]52;c;ZXZpbA==\x1b\\after", "\x1b[c", "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP1;2q#\x1b\\x", "\x1b_apc\x1b\\x", "\x1b^pm\x1b\\x", "\x1bXsos\x1b\\x", "\x9b31mred",
    "\x9d0;title\x9cafter", "\x90dcs\x9cx", "\x1b(B", "\x1b#8", "\x1bc", "\x1b[?1049h",
    "\x1bOA", "\x1b]never ended", "\x1b[1;2", "a\x1b", "\x1b\x1b[2J[2J",
)  # fmt: skip
"""Terminal sequences, whole and broken."""

CONTROLS = (
    "\0", "a\0b", "\a", "\b", "a\bb", "\v", "\f", "\x7f", "\x80", "\x85", "a\x85b", "\x9f",
    "\r", "a\rb", "a\r\nb", "a\u2028b", "a\u2029b", "\u202ertl", "\u202a\u202b\u202c\u202dx",
    "\u2066\u2067\u2068\u2069x", "\u200ex\u200f", "\u061cx", "a\u200bb", "\u2060x", "\ufeffbom",
    "a\ufeffb", "\u00adsoft", "\u180ex", "\ufff9a\ufffab\ufffbc", "\U000e0041\U000e0042tags",
    "\ufffe", "\uffff", "\U0001fffe", "\ud800", "a\udfffb", "\ud83d\udc4d", "e\u0301", "\u212b",
    "\u1100\u1161\u11a8", "\u0344",
)  # fmt: skip
"""Controls, invisible marks, half characters and text that is not composed."""

READ_OTHERWISE = (
    "y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off",
    "OFF", "true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL", "~", "",
    "none", "None", "nan", "NaN", ".nan", ".NaN", ".NAN", "inf", ".inf", ".Inf", ".INF",
    "-.inf", "+.inf", "Infinity", "-Infinity", "0", "1", "-1", "+1", "00", "01", "007", "08",
    "09", "-08", "012", "0o7", "0o14", "0o777", "0x1F", "0xg", "0b101", "1_000", "1,000",
    "1,000.5", "1.", "1.0", ".5", "-.5", "+.5", "+.5e3", "1.5", "-1.50", "1e3", "1E3", "1e+3",
    "1e-3", "1.5e3", "12e03", "1.e3", "1e400", "1e3_0", "1.5.2", "1-2", "1/2", "5%", "15 %",
    "10:30", "1:30", "0:0", "190:20:30", "1:2:3.4", "23:59:59", "2026-01-01", "2001-1-1",
    "2001-01-01T00:00:00Z", "2026-01-01 10:00", "9999-99-99", "2026-W05", "=", "<<", "<", ">",
    "|", "|-", ">-", "!", "!x", "!!str x", "&", "&a", "*", "*a", "@", "@x", "`", "`x", "%",
    "%x", "%YAML 1.1", "#", "#x", "# x", "a #b", "a#b", "a # b", "-", "--", "---", "--- x",
    "...", "... x", "- ", "- x", "-x", "?", "? ", "? x", "?x", ":", ": ", ": x", ":x", ":a",
    ":a:", "a:", "a: b", "a:b", "a :b", "a : b", "::", ",", ", x", "[a, b]", "[a", "a]",
    "{a: b}", "{a", "a}", "{}", "[]", "{", "}", "'", '"', "''", '""', "'a'", '"a"', "it's",
    'say "x"', "'a", '"a', "a'", 'a"', "a\\b", "\\", "\\x41", "'a': b", '"a": b', "a, b",
    "a; b",
)  # fmt: skip
"""Text that YAML 1.1, YAML 1.2, psych or Go reads as something else when it is not quoted."""

SPACES = (
    " ", "  ", " a", "a ", " a ", "a  b", "\t", "\ta", "a\t", "a\tb", "\n", "a\n", "\na",
    "a\n\n", "a\nb", "a\n\nb", "a\n b", " a\nb", "a \nb", "a\n \nb", "a\n\tb", "# a\nb",
    "a\n# b", "a\n- b", "a: b\nc: d", "---\na", "a\n---\nb", "a\n...\nb", "a\nb\n", "\n\n",
    "a\n\n\n", "- a\n- b", "> a\nb", "| a\nb", "a\n'b'", "first\n  second\nthird", "%a\nb",
    "\xa0", "\xa0a", "a\xa0", "a\xa0b", "\u2003x", "x\u3000", "\u3000\nx",
)  # fmt: skip
"""Spaces, tabs and line ends at the wrong places."""

WORLD = (
    "日本語", "日本語: テスト", "한국어", "中文 #1", "العربية", "עברית", "हिन्दी", "ไทย", "Ελληνικά",
    "Привет", "Zürich", "Café crème", "naïve", "Åse", "ß", "İstanbul", "ﬁ", "½", "№ 5", "10 €",
    "£1.20", "→ next", "× 3", "− 2", "– dash", "“quoted”", "‘q’", "…", "• bullet", "·", "👍",
    "👍🏽", "👩‍👩‍👧", "🇬🇧", "❤️", "1️⃣", "🏳️‍🌈", "a👍", "🙂: ok", "１２３", "＝1", "ＡＢＣ", "𝔘𝔫𝔦", "𠮷野家",
    "ा", "a\u200db", "क्‍ष", "می\u200cخواهم", "١٢٣",
)  # fmt: skip
"""Scripts, signs and emoji that must come back as they are."""

FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1",
    "＠x", '","', '""', ";",
)  # fmt: skip
"""Text that a spreadsheet would run."""

LONG = (
    "x" * 2000,
    "word " * 399 + "end",
    "k" * 121,
    "long key: " * 30 + "end",
    "é" * 1500,
    "a\n" * 300 + "b",
    "'" * 300,
)
"""Text longer than a parser looks ahead for a colon."""

HOSTILE_STRINGS: tuple[str, ...] = tuple(
    dict.fromkeys(MARKUP + ESCAPES + CONTROLS + READ_OTHERWISE + SPACES + WORLD + FORMULAS + LONG)
)
"""All of them, each once."""
